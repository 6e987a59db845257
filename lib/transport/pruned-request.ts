import {
  AxiosHeaders,
  type AxiosInstance,
  type AxiosInterceptorManager,
  type AxiosResponse,
  type AxiosResponseHeaders,
  getAdapter,
  type InternalAxiosRequestConfig,
  isAxiosError,
} from 'axios';

const KNOWN = new Set(['adapter', 'validateStatus', 'baseURL', 'timeout', 'maxRedirects']);

/** Whether the instance's defaults are none but those few that `requestPruned()` knows. */
export function isPruned({ defaults }: AxiosInstance): boolean {
  return Object.keys(defaults).every((name) => KNOWN.has(name));
}

/**
 * GETs as `instance.request()` does, interceptors and all, but for the merging of options and the transforms: on a pruned
 * instance there is nothing to merge and nothing to transform, and looking for it costs half as much as the wire.
 */
export function requestPruned(
  { defaults, interceptors }: AxiosInstance,
  url: string,
  headers: AxiosHeaders,
  signal: AbortSignal | undefined,
): Promise<AxiosResponse> {
  const { adapter, validateStatus, baseURL, timeout, maxRedirects } = defaults;
  // Written out: a copy of the defaults, whose keys were deleted, would be slow to read ever after.
  const config: InternalAxiosRequestConfig = {
    adapter,
    validateStatus,
    baseURL,
    timeout,
    maxRedirects,
    method: 'get',
    url,
    headers,
    signal,
  };
  const request = inUse(interceptors.request)
    .filter((handler) => handler.runWhen?.(config) !== false)
    // The last one added comes first.
    .reduceRight<MaybePromise<InternalAxiosRequestConfig>>(
      (sent, { fulfilled, rejected }) => then(sent, fulfilled, rejected),
      config,
    );
  return inUse(interceptors.response).reduce(
    (answer, { fulfilled, rejected }) => answer.then(fulfilled, rejected),
    Promise.resolve(then(request, send)),
  );
}

type MaybePromise<V> = V | PromiseLike<V>;

/** `then()` for what may be no promise: at once where there is nothing to wait for. */
function then<V, R>(
  value: MaybePromise<V>,
  fulfilled: ((value: V) => MaybePromise<R>) | null,
  rejected?: ((error: unknown) => MaybePromise<R>) | null,
): MaybePromise<R> {
  if (!fulfilled || isThenable(value)) return Promise.resolve(value).then(fulfilled, rejected);
  try {
    return fulfilled(value);
  } catch (error) {
    return Promise.reject(error);
  }
}

function isThenable<V>(value: MaybePromise<V>): value is PromiseLike<V> {
  return typeof (value as Partial<PromiseLike<V>> | undefined)?.then === 'function';
}

type Handler<V> = NonNullable<AxiosInterceptorManager<V>['handlers']>[number];

/** Those that were not ejected: axios leaves `null` in their places, though its types do not say so. */
function inUse<V>({ handlers }: AxiosInterceptorManager<V>): Handler<V>[] {
  return (handlers ?? []).filter((handler: Handler<V> | null) => handler !== null);
}

function send(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
  const { adapter } = config;
  const answer = (typeof adapter === 'function' ? adapter : getAdapter(adapter))(config);
  // Looked for only now: an adapter that hands a request on may have set them.
  return config.transformResponse ? transformed(answer, config) : answer;
}

/** What response transforms make of an answer, be it good or an error's. */
function transformed(
  answer: Promise<AxiosResponse>,
  config: InternalAxiosRequestConfig,
): Promise<AxiosResponse> {
  const transform = (response: AxiosResponse) => {
    const headers: AxiosResponseHeaders = AxiosHeaders.from(response.headers as AxiosHeaders);
    for (const read of [config.transformResponse ?? []].flat()) {
      response.data = read.call(config, response.data, headers, response.status);
    }
    return response;
  };
  return answer.then(transform, (error: unknown) => {
    if (isAxiosError(error) && error.response) transform(error.response);
    throw error;
  });
}

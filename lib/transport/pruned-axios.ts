import axios, {
  type AxiosHeaders,
  getAdapter,
  type AxiosAdapter,
  type AxiosDefaults,
  type AxiosInstance,
  type AxiosInterceptorManager,
  type AxiosResponse,
  type AxiosResponseHeaders,
  type AxiosStatic,
  type CreateAxiosDefaults,
  type InternalAxiosRequestConfig,
} from 'axios';

/**
 * An axios instance with only the defaults that are used, for each one costs every request. `adapter` must read JSON
 * itself; where `config` has another, axios' own transforms are there for it. Nothing set on the global axios gets in.
 */
export function prunedAxios(config: CreateAxiosDefaults, adapter: AxiosAdapter): AxiosInstance {
  const stock: AxiosStatic = axios; // create() is a named export, which lint asks for, in later axios 1 only
  const { transformRequest, transformResponse } = stock.defaults;
  const instance = stock.create();
  const { defaults } = instance;
  for (const name of Object.keys(defaults)) Reflect.deleteProperty(defaults, name);
  Object.setPrototypeOf(defaults, HeadersOnDemand.prototype);
  Object.assign(
    defaults,
    { adapter, validateStatus: isSuccess },
    config.adapter && { transformRequest, transformResponse },
    config,
  );
  instance.interceptors.request.use(transformBody, null, {
    synchronous: true,
    runWhen: ({ data }: { data?: unknown }) => typeof data === 'object' && data !== null,
  });
  return instance;
}

/** Whether the instance's defaults are still those few that `requestPruned()` knows. */
export function isPruned({ defaults }: AxiosInstance): boolean {
  return Object.keys(defaults).length === PRUNED.length;
}

const PRUNED = ['adapter', 'validateStatus', 'baseURL', 'timeout', 'maxRedirects'];

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
  const last: Handler<InternalAxiosRequestConfig>[] = [];
  each(interceptors.request, (handler) => {
    if (!handler.runWhen || handler.runWhen(config)) last.unshift(handler); // the last one added comes first
  });
  let request: InternalAxiosRequestConfig | PromiseLike<InternalAxiosRequestConfig> = config;
  for (const { fulfilled, rejected } of last) request = then(request, fulfilled, rejected);
  let response = Promise.resolve(then(request, send));
  each(interceptors.response, ({ fulfilled, rejected }) => {
    response = response.then(fulfilled, rejected);
  });
  return response;
}

/** `then()` for what may be no promise: at once where there is nothing to wait for. */
function then<V, R>(
  value: V | PromiseLike<V>,
  fulfilled: ((value: V) => R | PromiseLike<R>) | null,
  rejected?: ((error: unknown) => R | PromiseLike<R>) | null,
): R | PromiseLike<R> {
  if (!fulfilled || isThenable(value)) return Promise.resolve(value).then(fulfilled, rejected);
  try {
    return fulfilled(value);
  } catch (error) {
    return Promise.reject(error);
  }
}

function isThenable<V>(value: V | PromiseLike<V>): value is PromiseLike<V> {
  return typeof (value as Partial<PromiseLike<V>> | undefined)?.then === 'function';
}

type Handler<V> = NonNullable<AxiosInterceptorManager<V>['handlers']>[number];

/** Axios' own way to walk its interceptors, past the ejected ones; its types leave it out. */
function each<V>(manager: AxiosInterceptorManager<V>, visit: (handler: Handler<V>) => void): void {
  (manager as unknown as { forEach(visit: (handler: Handler<V>) => void): void }).forEach(visit);
}

function send(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
  const { adapter, transformResponse } = config;
  const plain = typeof adapter === 'function' && !transformResponse;
  return plain ? adapter(config) : sendTransformed(config);
}

/** For an interceptor that asks for transforms, or for another adapter by its name. */
async function sendTransformed(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
  const response = await getAdapter(config.adapter)(config);
  for (const transform of [config.transformResponse ?? []].flat()) {
    const headers = response.headers as AxiosResponseHeaders;
    response.data = transform.call(config, response.data, headers, response.status);
  }
  return response;
}

/**
 * `axios.defaults.headers`, there once someone looks: even empty ones cost each request a quarter of its time. They
 * come from the prototype, which axios does not look at when it merges defaults into a request.
 */
class HeadersOnDemand {
  get headers(): AxiosDefaults['headers'] {
    const none = { common: {}, get: {}, post: {}, put: {}, patch: {}, delete: {}, head: {} };
    return own(this, none);
  }

  set headers(value: AxiosDefaults['headers']) {
    own(this, value);
  }
}

function own(defaults: HeadersOnDemand, value: AxiosDefaults['headers']): AxiosDefaults['headers'] {
  Object.defineProperty(defaults, 'headers', {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return value;
}

/** Forms, objects and the like are made into what can be sent, as axios does by default. */
function transformBody(config: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
  config.transformRequest ??= axios.defaults.transformRequest;
  return config;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

import axios, {
  AxiosHeaders,
  getAdapter,
  isAxiosError,
  type AxiosAdapter,
  type AxiosDefaults,
  type AxiosInstance,
  type AxiosInterceptorManager,
  type AxiosRequestConfig,
  type AxiosResponse,
  type AxiosResponseHeaders,
  type AxiosStatic,
  type CreateAxiosDefaults,
  type InternalAxiosRequestConfig,
} from 'axios';
import { normalizeAdapter } from './normalize-adapter.js';

/** Sends a request with an adapter, and may look at what comes of it. */
export type Observe = (
  send: AxiosAdapter,
  config: InternalAxiosRequestConfig,
) => Promise<AxiosResponse>;

/**
 * An axios instance whose `request()` is fast. Axios spends more on a small GET than the wire does: on merging each
 * default into each request, on normalising headers and on transforms. This instance has only the defaults in use, and
 * while nobody adds to them its `request()` skips what would find nothing to do. Interceptors, and whatever a user sets
 * on it later, work as on any axios instance.
 *
 * `undici` must enforce the timeout and parse JSON itself; another, wherever it is set, is wrapped so that it does.
 * Nothing set on the global axios applies here. Figures for each trick: bench/README.md, "The lean axios instance".
 */
export function createLeanAxios(
  config: CreateAxiosDefaults,
  undici: AxiosAdapter,
  observe?: Observe,
): AxiosInstance {
  const observed = (sender: AxiosAdapter): AxiosAdapter =>
    observe ? (request) => observe(sender, request) : sender;
  const adapter = observed(undici);
  /** A replayed request has the adapter that was made for it. */
  const madeHere = new WeakSet([adapter]);
  const stock: AxiosStatic = axios; // create() is a named export, which lint asks for, in later axios 1 only
  const instance = stock.create();
  const { defaults, interceptors } = instance;
  // Fewer defaults: axios merges each of them into each request.
  for (const name of Object.keys(defaults)) Reflect.deleteProperty(defaults, name);
  Object.setPrototypeOf(defaults, HeadersOnDemand.prototype);
  Object.assign(defaults, config, { adapter: config.adapter ?? adapter });
  // Added first, so it runs last: it sees what the user's interceptors have set.
  interceptors.request.use(
    (request) => {
      // Axios takes a `URL` too, which its adapters cannot join to a base.
      if (request.url && typeof request.url !== 'string') request.url = String(request.url);
      if (!madeHere.has(request.adapter as AxiosAdapter)) {
        request.adapter = observed(normalizeAdapter(request.adapter));
        madeHere.add(request.adapter);
      }
      // Forms, objects and the like are serialised as axios does it.
      if (request.data) request.transformRequest ??= stock.defaults.transformRequest;
      return request;
    },
    null,
    { synchronous: true },
  );
  if (!hasKnownDefaults(defaults)) changeable.add(instance);
  Object.defineProperty(instance, 'defaults', {
    get() {
      changeable.add(instance);
      return defaults;
    },
    set(value) {
      define(instance, 'defaults', value);
    },
    enumerable: true,
    configurable: true,
  });
  const request = instance.request.bind(instance) as AxiosInstance;
  const hasOnlyKnown = () => !changeable.has(instance) || hasKnownDefaults(defaults);
  const lean = (urlOrConfig: string | AxiosRequestConfig, more?: AxiosRequestConfig) =>
    isPlainGet(urlOrConfig) && hasOnlyKnown()
      ? requestDirect(defaults, interceptors, urlOrConfig)
      : request(urlOrConfig as string, more);
  return Object.assign(instance, { request: lean });
}

/**
 * Instances whose defaults may be other than the lean path knows: nobody can have changed what nobody has read, and to look
 * through them costs each call a microsecond.
 */
const changeable = new WeakSet<AxiosInstance>();

/** Whether an instance made here has headers that it adds to each request. */
export function hasDefaultHeaders(instance: AxiosInstance): boolean {
  return changeable.has(instance) && Object.hasOwn(instance.defaults, 'headers');
}

interface PlainGet {
  readonly url: string;
  readonly headers: AxiosHeaders;
  readonly signal?: AbortSignal;
  /** For interceptors, which find it in the config; opaque here. */
  readonly context?: object;
}

/** What the API client sends: nothing to merge, and headers that are read already. */
function isPlainGet(config: string | AxiosRequestConfig): config is PlainGet {
  if (typeof config === 'string' || !(config.headers instanceof AxiosHeaders)) return false;
  for (const name in config) {
    if (!PLAIN_GET_KEYS.has(name)) return false;
  }
  return typeof config.url === 'string';
}

const PLAIN_GET_KEYS = new Set(['url', 'headers', 'signal', 'context']);

const KNOWN_DEFAULTS = new Set(['adapter', 'validateStatus', 'baseURL', 'timeout', 'maxRedirects']);

function hasKnownDefaults(defaults: AxiosInstance['defaults']): boolean {
  for (const name in defaults) {
    if (!KNOWN_DEFAULTS.has(name)) return false;
  }
  return true;
}

/** GETs as axios' own `request()` does, interceptors and all, but for the merging of options and the transforms. */
function requestDirect(
  defaults: AxiosInstance['defaults'],
  interceptors: AxiosInstance['interceptors'],
  { url, headers, signal, context }: PlainGet,
): Promise<AxiosResponse> {
  const { adapter, validateStatus, baseURL, timeout, maxRedirects } = defaults;
  // Written out: a copy of the defaults, whose keys were deleted, is a slow dictionary object in V8.
  const config: InternalAxiosRequestConfig & { context?: object } = {
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
  if (context) config.context = context;
  let request: MaybePromise<InternalAxiosRequestConfig> = config;
  const due = dueFor(config, interceptors.request);
  // Loops: to filter and reduce the lists costs each call 0.8 KB.
  for (let index = due.length - 1; index >= 0; index -= 1) {
    const handler = due[index]; // the last one added comes first
    if (handler) request = then(request, handler.fulfilled, handler.rejected);
  }
  let response = Promise.resolve(then(request, send));
  for (const handler of handlersOf(interceptors.response)) {
    if (handler) response = response.then(handler.fulfilled, handler.rejected);
  }
  return response;
}

type MaybePromise<V> = V | PromiseLike<V>;

/** `then()` without a promise where there is nothing to wait for: each promise costs a turn of the microtask queue. */
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

/** Axios leaves `null` in the place of one that was ejected, though its types do not say so. */
function handlersOf<V>({ handlers = [] }: AxiosInterceptorManager<V>): (Handler<V> | null)[] {
  return handlers;
}

/** Without those whose `runWhen` leaves this request out. */
function dueFor(
  config: InternalAxiosRequestConfig,
  manager: AxiosInterceptorManager<InternalAxiosRequestConfig>,
): (Handler<InternalAxiosRequestConfig> | null)[] {
  const handlers = handlersOf(manager);
  if (!handlers.some((handler) => handler?.runWhen)) return handlers;
  return handlers.filter((handler) => handler?.runWhen?.(config) !== false);
}

function send(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
  const { adapter } = config;
  const response = (typeof adapter === 'function' ? adapter : getAdapter(adapter))(config);
  // Read only now: an adapter that hands a request on may have set them.
  return config.transformResponse ? transform(response, config) : response;
}

/** Applies the response transforms, to the response of an error too. */
function transform(
  pending: Promise<AxiosResponse>,
  config: InternalAxiosRequestConfig,
): Promise<AxiosResponse> {
  const apply = (response: AxiosResponse) => {
    const headers: AxiosResponseHeaders = AxiosHeaders.from(response.headers as AxiosHeaders);
    for (const read of [config.transformResponse ?? []].flat()) {
      response.data = read.call(config, response.data, headers, response.status);
    }
    return response;
  };
  return pending.then(apply, (error: unknown) => {
    if (isAxiosError(error) && error.response) apply(error.response);
    throw error;
  });
}

/**
 * `axios.defaults.headers`, created once someone reads them: even empty ones cost each request a quarter of its time.
 * They come from the prototype, which axios does not look at when it merges defaults into a request.
 */
class HeadersOnDemand {
  get headers(): AxiosDefaults['headers'] {
    const none = { common: {}, get: {}, post: {}, put: {}, patch: {}, delete: {}, head: {} };
    return define(this, 'headers', none);
  }

  set headers(value: AxiosDefaults['headers']) {
    define(this, 'headers', value);
  }
}

/** Puts a plain property in an accessor's place. */
function define<V>(target: object, name: string, value: V): V {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return value;
}

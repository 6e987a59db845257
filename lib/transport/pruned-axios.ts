import axios, {
  type AxiosAdapter,
  type AxiosDefaults,
  type AxiosInstance,
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
    { adapter },
    config.adapter && { transformRequest, transformResponse },
    config,
  );
  instance.interceptors.request.use(withBodyTransforms, null, {
    synchronous: true,
    runWhen: ({ data }: { data?: unknown }) => typeof data === 'object' && data !== null,
  });
  return instance;
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
function withBodyTransforms(config: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
  config.transformRequest ??= axios.defaults.transformRequest;
  return config;
}

import axios, {
  type AxiosAdapter,
  type AxiosDefaults,
  type AxiosInstance,
  type AxiosStatic,
  type CreateAxiosDefaults,
} from 'axios';
import { foreignAdapter } from './foreign-adapter.js';

/**
 * An axios instance with only the defaults that are used, for each one costs every request. `adapter` must keep time and
 * read JSON by itself; another, wherever it is set, is made to. Nothing set on the global axios gets in.
 */
export function prunedAxios(config: CreateAxiosDefaults, adapter: AxiosAdapter): AxiosInstance {
  const stock: AxiosStatic = axios; // create() is a named export, which lint asks for, in later axios 1 only
  const instance = stock.create();
  const { defaults } = instance;
  for (const name of Object.keys(defaults)) Reflect.deleteProperty(defaults, name);
  Object.setPrototypeOf(defaults, HeadersOnDemand.prototype);
  Object.assign(defaults, config, { adapter: config.adapter ?? adapter });
  // The first one added is the last to run: it sees what those of the user's have set.
  instance.interceptors.request.use(
    (request) => {
      if (request.adapter !== adapter) request.adapter = foreignAdapter(request.adapter);
      // Forms, objects and the like are made into what can be sent.
      if (request.data) request.transformRequest ??= stock.defaults.transformRequest;
      return request;
    },
    null,
    { synchronous: true },
  );
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

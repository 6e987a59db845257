import axios, { getAdapter, type AxiosAdapter, type AxiosRequestConfig } from 'axios';
import { inTime } from './in-time.js';

/**
 * An adapter of axios' or a user's, made to do as ours does: those leave the reading of JSON to axios' transforms, and
 * the whole time to nobody.
 */
export function foreignAdapter(adapter: AxiosRequestConfig['adapter']): AxiosAdapter {
  const timed = inTime(getAdapter(adapter));
  return (config) => {
    config.transformResponse ??= axios.defaults.transformResponse;
    return timed(config);
  };
}

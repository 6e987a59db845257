import { audioAnalysis } from '../catalogue/audio-analysis.js';
import { audioFeatures } from '../catalogue/audio-features.js';
import type { FakeEndpoint } from './endpoint.js';

export const AUDIO: readonly FakeEndpoint[] = [
  {
    path: '/audio-features/{id}',
    gone: true,
    answer: (request) => audioFeatures(request.view, request.number('track')),
  },
  {
    path: '/audio-features',
    gone: true,
    answer: (request) => ({
      audio_features: request.many('track', 100, (n) => audioFeatures(request.view, n)),
    }),
  },
  {
    path: '/audio-analysis/{id}',
    gone: true,
    answer: (request) => audioAnalysis(request.view, request.number('track')),
  },
];

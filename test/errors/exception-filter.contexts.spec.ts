// In the apps of test/consumers the same tests run on Nest 10, 11 and 12, each in an install of its own.
import '../consumers/shared/exception-filter.e2e-spec.js';

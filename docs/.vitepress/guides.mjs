/** The guides, in the order of reading: the sidebar, and the list in llms.txt. */
export const GUIDES = [
  {
    text: 'Begin',
    items: [
      { text: 'Quick start', link: '/guides/quick-start' },
      { text: 'Options', link: '/guides/options' },
      { text: 'Credentials and quota modes', link: '/guides/quota-modes' },
    ],
  },
  {
    text: 'Read the catalogue',
    items: [
      { text: 'Paging and many ids', link: '/guides/paging' },
      { text: 'Limits and quotas', link: '/guides/limits' },
      { text: "Caching and Spotify's terms", link: '/guides/caching' },
      { text: 'Errors', link: '/guides/errors' },
      { text: "Users' tokens", link: '/guides/user-tokens' },
      { text: 'Every method', link: '/endpoints' },
    ],
  },
  {
    text: 'In an application',
    items: [
      { text: 'Testing', link: '/guides/testing' },
      { text: 'Several clients', link: '/guides/several-clients' },
      { text: 'Fleets', link: '/guides/fleets' },
      { text: 'Seeing inside', link: '/guides/seeing-inside' },
      { text: 'Interceptors, proxies, HTTP/2', link: '/guides/http' },
      { text: 'GraphQL, microservices, WebSockets', link: '/guides/transports' },
    ],
  },
  {
    text: 'Coming from',
    items: [
      { text: 'spotify-web-api-node', link: '/guides/from-spotify-web-api-node' },
      { text: '@spotify/web-api-ts-sdk', link: '/guides/from-web-api-ts-sdk' },
      { text: 'A service of your own', link: '/guides/from-your-own-service' },
      { text: 'Upgrading', link: '/guides/upgrading' },
    ],
  },
];

/** As far as the examples for React Native use it: an app that nobody puts away. */
export const AppState = {
  addEventListener: (_type: 'change', _listener: (state: string) => void) => ({ remove() {} }),
};

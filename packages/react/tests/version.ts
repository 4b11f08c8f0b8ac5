// What a fixture's test asks: which version is found from here.
export { version } from 'react';

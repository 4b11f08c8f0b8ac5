export { mount } from '../react/main.js';

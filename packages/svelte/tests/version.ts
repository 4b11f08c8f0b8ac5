// What a fixture's test asks: which version is found from here. Only the compiler tells.
export { VERSION as version } from 'svelte/compiler';

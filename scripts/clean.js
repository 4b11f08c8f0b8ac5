// Empties the dist of the package it is called in: tsc leaves what a deleted source once made.
import { rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });

/** `kill -9` at 100 random moments of an exam, judged by time as well: see tests/faults/run.ts. */
export {};
process.argv[2] ??= '100';
await import('../faults/run.ts');

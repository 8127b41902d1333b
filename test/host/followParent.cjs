// Preloaded into VS Code's server: ends it when the process that started it is gone, even by SIGKILL.
const checkEveryMs = 500;
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, checkEveryMs).unref();

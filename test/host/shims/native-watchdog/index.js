// Ends this process when the one with the given id has gone, as the native module does.
const intervalMs = 1000;

exports.start = pid => {
  const watch = () => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      if (error.code === 'ESRCH') process.exit(87);
    }
  };
  setInterval(watch, intervalMs).unref();
};

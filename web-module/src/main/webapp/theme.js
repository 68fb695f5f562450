// The theme that was chosen here, if one was; else the system's. No module: it has to run before the first paint.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Where nothing may be stored the system's theme it is.
}

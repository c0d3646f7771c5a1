// Before the first paint: the theme somebody chose, if any.
try {
  const theme = localStorage.getItem("loket:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* no storage, no choice */ }

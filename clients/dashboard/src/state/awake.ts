// Keeps the screen lit where the browser can (Screen Wake Lock). The browser lets go whenever the page is hidden, so it is asked again.

/** From now on; what it returns lets go. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let ended = false;
  const hold = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return;
    try {
      const got = await navigator.wakeLock.request('screen');
      if (ended) void got.release();
      else lock = got;
    } catch {
      // Without it the screen follows the machine's own settings.
    }
  };
  const looked = () => void hold();
  document.addEventListener('visibilitychange', looked);
  void hold();
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', looked);
    void lock?.release();
  };
}

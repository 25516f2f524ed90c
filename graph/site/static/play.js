/* Goes round a loop by itself, arrow by arrow, until it is told to stop. */
((cg) => {
  "use strict";

  /* Long enough to read a sentence. */
  const PAUSE = 4500;
  let playing = null;

  cg.isPlaying = (loop) => playing?.loop === loop;

  cg.stopPlaying = () => {
    if (playing) clearInterval(playing.timer);
    playing = null;
  };

  /* Each step replaces the last one in the history: Back leads to where it began. */
  function step() {
    const count = cg.loopByName.get(playing.loop).edges.length;
    playing.step = (playing.step % count) + 1;
    cg.go({ loop: playing.loop, step: playing.step }, { replace: true });
  }

  cg.startPlaying = (loop, from) => {
    cg.stopPlaying();
    playing = { loop, step: from || 0, timer: setInterval(step, PAUSE) };
    if (from) cg.apply(cg.state, false);
    else step();
  };

  /* Whatever else is chosen ends it. */
  cg.keepPlaying = (state) => {
    if (playing && (state.loop !== playing.loop || state.step !== playing.step)) cg.stopPlaying();
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden && playing) {
      cg.stopPlaying();
      cg.apply(cg.state, false);
    }
  });
})(window.claimgraph);

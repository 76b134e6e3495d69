// What the board has beyond its first picture: the map, who leads what, command posts, channels, the line of time, and the wall.
// Fetched when somebody comes to the board.
import { Unconfirmed } from './pages/board-law';
import { CityMap } from './pages/board-map';
import { Leads } from './pages/board-leads';
import { Gateways, Posts } from './pages/board-posts';
import { screen } from './state/prefs';
import { image } from './state/store';
import { followVersions } from './state/newer';
import { tw } from './text/wall';

export { Axis } from './pages/board-axis';
export { WallBoard } from './pages/wall-board';

followVersions();

export function BoardMap() {
  return image.value ? <CityMap now={image.value} /> : null;
}

export function Undecided() {
  return image.value ? <Unconfirmed now={image.value} /> : null;
}

export function BoardSide() {
  return (
    <>
      {image.value && <Leads now={image.value} />}
      <Posts />
      <Gateways />
    </>
  );
}

export function BoardFoot() {
  return (
    <footer class="board-foot">
      <button
        type="button"
        aria-describedby="to-wall"
        onClick={() => {
          screen.value = 'wall';
        }}
      >
        {tw().wall.toWall}
      </button>
      <p id="to-wall" class="quiet">
        {tw().wall.toWallHint}
      </p>
    </footer>
  );
}

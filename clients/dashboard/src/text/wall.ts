// The words of the board's later parts and of the wall in the chosen language. They come with those parts, not with the first screen.
import { english } from './index';
import { wallSv } from './wall.sv';

export const tw = (): typeof wallSv => english()?.wallEn ?? wallSv;

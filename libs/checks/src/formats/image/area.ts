/** In pixels. */
export interface Area {
  readonly width: number;
  readonly height: number;
}

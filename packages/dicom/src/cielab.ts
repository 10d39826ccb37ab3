/**
 * Recommended Display CIELab Value of an sRGB colour (0..255): three unsigned 16-bit numbers under the D50 white of the ICC
 * profile connection space. @see PS3.3 section C.10.7.1.1
 */
export function cielabOf(rgb: readonly [number, number, number]): [number, number, number] {
  const [r, g, b] = rgb.map((value) => {
    const unit = value / 255;
    return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  // sRGB adapted to D50 (Bradford), relative to the white.
  const x = (0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.9642956;
  const y = 0.2225045 * r + 0.7168786 * g + 0.0606169 * b;
  const z = (0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.8251046;
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27) * (t / 116) + 16 / 116);
  const lightness = 116 * f(y) - 16;
  const scaled = (value: number): number => Math.max(0, Math.min(0xffff, Math.round(value)));
  return [
    scaled((lightness * 65535) / 100),
    scaled(((500 * (f(x) - f(y)) + 128) * 65535) / 255),
    scaled(((200 * (f(y) - f(z)) + 128) * 65535) / 255),
  ];
}

/** The sRGB colour (0..255) of a Recommended Display CIELab Value. */
export function rgbOfCielab(cielab: readonly number[]): [number, number, number] {
  const lightness = (cielab[0]! * 100) / 65535;
  const fy = (lightness + 16) / 116;
  const fx = ((cielab[1]! * 255) / 65535 - 128) / 500 + fy;
  const fz = fy - ((cielab[2]! * 255) / 65535 - 128) / 200;
  const inverse = (t: number): number => (t ** 3 > 216 / 24389 ? t ** 3 : (116 * t - 16) / (24389 / 27));
  const [x, y, z] = [inverse(fx) * 0.9642956, inverse(fy), inverse(fz) * 0.8251046];
  const linear = [
    3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
    -0.9787684 * x + 1.9161415 * y + 0.033454 * z,
    0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
  ];
  return linear.map((value) => {
    const clipped = Math.max(0, Math.min(1, value));
    return Math.round(255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055));
  }) as [number, number, number];
}

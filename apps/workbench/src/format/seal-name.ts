/** Two lines of a name seal: 周明/远印, 李桂/花印, 王建/印 for Chinese names, initials for others. */
export function sealLines(name: string): readonly [string, string] {
  const han = [...name].filter((character) => /\p{Script=Han}/u.test(character));
  if (han.length === 0) {
    const initials = name
      .split(/[\s·-]+/)
      .map((word) => word[0] ?? '')
      .join('')
      .toUpperCase();
    return [initials.slice(0, 3), ''];
  }
  const sealed = han.length >= 4 ? han.slice(0, 4) : [...han, '印'];
  return sealed.length === 4 ? [sealed.slice(0, 2).join(''), sealed.slice(2).join('')] : [sealed.slice(0, -1).join(''), '印'];
}

// Returns the texts whose contrast with what is behind them is below what WCAG 2.2 AA asks for.
function channels(colour) {
  return colour.match(/[\d.]+/g).map(Number);
}

function luminance(colour) {
  const [r, g, b] = channels(colour).map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function behind(element) {
  const colour = getComputedStyle(element).backgroundColor;
  const [, , , alpha = 1] = channels(colour);
  return alpha === 1 ? colour : element.parentElement ? behind(element.parentElement) : 'rgb(255, 255, 255)';
}

function contrast(element) {
  const [darker, lighter] = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function needed(element) {
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  return size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
}

return [...document.body.querySelectorAll('*')]
  .filter(element => element.checkVisibility())
  .filter(element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .filter(element => contrast(element) < needed(element))
  .map(element => `${contrast(element).toFixed(2)}: ${element.outerHTML.slice(0, 120)}`);


'use strict';
(() => {
  const filters = document.querySelector('.filters');
  const status = filters.querySelector('[role=status]');
  const places = [...document.querySelectorAll('.place')];

  function matches(place, wanted) {
    const rule = place.closest('.rule').dataset;
    return (!wanted.slice || place.dataset.slices.split(' ').includes(wanted.slice))
      && (!wanted.dimension || rule.dimension === wanted.dimension)
      && (!wanted.severity || rule.severity === wanted.severity)
      && (!wanted.result || place.dataset.result === wanted.result);
  }

  function hideIfEmpty(selector) {
    document.querySelectorAll(selector).forEach(box => {
      box.hidden = !box.querySelector('.place:not([hidden])');
    });
  }

  function filter() {
    const wanted = Object.fromEntries(new FormData(filters));
    places.forEach(place => { place.hidden = !matches(place, wanted); });
    hideIfEmpty('.rule');
    hideIfEmpty('.group');
    const shown = places.filter(place => !place.hidden).length;
    status.textContent = `${shown} of ${places.length} findings shown`;
  }

  function select(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
    } catch {
      select(text);
      button.textContent = 'Selected: now press Ctrl+C';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 4000);
  }

  function addCopyButton(paste) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', () => copy(paste.querySelector('pre'), button));
    paste.append(button);
  }

  function openTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const rule = target && target.closest('details');
    if (rule) {
      rule.open = true;
      target.scrollIntoView();
    }
  }

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    opened.forEach(details => { details.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach(details => { details.open = false; }));

  filters.addEventListener('change', filter);
  filters.addEventListener('reset', () => setTimeout(filter));
  filters.addEventListener('submit', event => event.preventDefault());
  document.querySelectorAll('.paste').forEach(addCopyButton);
  addEventListener('hashchange', openTarget);
  filters.hidden = false;
  filter();
  openTarget();
})();

// A map that moves, in the place of the drawn one: <plan-map> with the drawing inside. The places come from the server,
// grouped, for the part that is looked at. Leaflet is loaded here and nowhere else.
//
// Nothing comes from another host before the button [data-map-consent] is pressed; until then the map shows the outlines
// that stand in data-base. Every place is a link with a name, so that keyboard and screen reader reach it.

const KEY = 'samenspel-streets';
let library;

// Leaflet is a classic script that sets window.L.
function leaflet(script, sheet) {
  library ??= new Promise((done, failed) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: sheet });
    const code = Object.assign(document.createElement('script'), { src: script });
    let waiting = 2;
    const ready = () => { if (--waiting === 0) done(window.L); };
    link.addEventListener('load', ready);
    code.addEventListener('load', ready);
    for (const el of [link, code]) el.addEventListener('error', failed);
    // Before our own sheets, which have the last word.
    document.head.prepend(link);
    document.head.append(code);
  });
  return library;
}

const remembered = () => { try { return sessionStorage.getItem(KEY) === '1'; } catch { return false; } };
const remember = () => { try { sessionStorage.setItem(KEY, '1'); } catch { /* then it is asked again */ } };
// Leaflet takes a text for HTML. Names come from people, so it gets elements.
const plain = (text) => Object.assign(document.createElement('span'), { textContent: text });
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

class PlanMap extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    this.begin().catch(() => this.querySelector('.map__live')?.remove());
  }

  disconnectedCallback() {
    this.map?.remove();
  }

  async begin() {
    const data = this.dataset;
    const L = await leaflet(data.script, data.sheet);
    if (!this.isConnected) return;
    const drawing = this.querySelector('svg');
    const live = document.createElement('div');
    live.className = 'map__live';
    this.append(live);
    const [west, south, east, north] = data.bbox.split(',').map(Number);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const map = L.map(live, {
      zoomControl: false,
      // One finger scrolls the page, two move the map; the wheel scrolls the page too.
      dragging: !L.Browser.mobile,
      scrollWheelZoom: false,
      zoomSnap: 0.5,
      maxZoom: 19,
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
      inertia: !still,
    });
    this.map = map;
    this.L = L;
    live.setAttribute('role', 'region');
    live.setAttribute('aria-label', data.label);
    map.attributionControl.setPrefix('');
    L.control.zoom({ zoomInTitle: data.textIn, zoomOutTitle: data.textOut }).addTo(map);
    map.fitBounds([[south, west], [north, east]], { animate: false });
    this.base(JSON.parse(data.base));
    this.places = L.layerGroup().addTo(map);
    drawing?.remove();
    this.consent();
    if (data.spots) {
      for (const spot of JSON.parse(data.spots)) this.place(spot);
      return;
    }
    map.on('moveend', () => { clearTimeout(this.soon); this.soon = setTimeout(() => this.load(), 150); });
    await this.load();
  }

  // Outlines of the town and its parts, layers with their switches, fixed markers.
  base({ town, parts, layers, markers }) {
    const { L, map } = this;
    if (town) L.polygon(town, { className: 'map__town', interactive: false }).addTo(map);
    for (const part of parts) {
      const shape = L.polygon(part.rings, { className: 'map__part', interactive: Boolean(part.href) }).addTo(map);
      shape.bindTooltip(plain(part.title), { permanent: true, direction: 'center', className: 'map__name' });
      const el = shape.getElement();
      if (!part.href || !el) continue;
      el.setAttribute('tabindex', '0');
      el.setAttribute('role', 'link');
      el.setAttribute('aria-label', part.name);
      const go = () => location.assign(part.href);
      shape.on('click', go);
      el.addEventListener('keydown', (event) => { if (event.key === 'Enter') go(); });
    }
    layers.forEach((layer, place) => this.layer(layer, place));
    for (const marker of markers) {
      const inside = document.createElement(marker.href ? 'a' : 'span');
      if (marker.href) inside.href = marker.href;
      else inside.setAttribute('role', 'img');
      inside.className = 'map__diamond';
      inside.setAttribute('aria-label', marker.name);
      inside.title = marker.name;
      this.icon(marker.at, inside, 24).addTo(map);
    }
  }

  layer({ colour, on, geojson }, place) {
    const { L, map } = this;
    const className = `map__layer map__layer--${colour}`;
    const style = { className, interactive: false };
    const layer = L.geoJSON(geojson, {
      style: () => style,
      pointToLayer: (_, at) => L.circleMarker(at, { ...style, radius: 5 }),
      interactive: false,
    });
    if (on) layer.addTo(map);
    const line = this.nextElementSibling?.querySelector(`[data-layer="${place}"]`);
    if (!line) return;
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: on });
    const label = document.createElement('label');
    label.append(box, ...line.childNodes);
    line.append(label);
    box.addEventListener('change', () => { if (box.checked) layer.addTo(map); else layer.remove(); });
  }

  icon(at, html, size) {
    const icon = this.L.divIcon({ html, className: 'map__icon', iconSize: [size, size] });
    // The link inside is what one reaches with the keyboard, not the box around it.
    return this.L.marker(at, { icon, keyboard: false });
  }

  place({ at, name, sign, href, bbox, many }) {
    const inside = document.createElement(href ? 'a' : 'span');
    if (href) inside.href = href;
    else inside.setAttribute('role', 'img');
    inside.className = many ? 'map__pin map__pin--many' : 'map__pin';
    inside.textContent = sign;
    inside.title = name;
    inside.setAttribute('aria-label', name);
    if (bbox) {
      inside.addEventListener('click', (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        this.closer(bbox);
      });
    }
    this.icon(at, inside, 40).addTo(this.places);
  }

  // Looks closer at a group. One that cannot be taken apart becomes a list.
  closer(bbox) {
    const [west, south, east, north] = bbox.split(',').map(Number);
    const bounds = [[south, west], [north, east]];
    if (this.map.getZoom() >= 19) {
      location.assign(this.address(bbox));
      return;
    }
    const zoom = Math.max(this.map.getBoundsZoom(bounds), this.map.getZoom() + 1);
    this.toMap = true;
    this.map.setView([(south + north) / 2, (west + east) / 2], Math.min(zoom, 19));
  }

  address(bbox) {
    const url = new URL(location.href);
    url.searchParams.set('bbox', bbox);
    url.searchParams.delete('page');
    return url.href;
  }

  async load() {
    const { map, dataset } = this;
    const bounds = map.getBounds();
    const bbox = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const within = [Math.max(bbox[0], -180), Math.max(bbox[1], -90), Math.min(bbox[2], 180), Math.min(bbox[3], 90)];
    const query = new URLSearchParams(dataset.query);
    query.set('bbox', within.map((edge) => edge.toFixed(5)).join(','));
    query.set('zoom', String(Math.max(0, Math.min(22, Math.floor(map.getZoom())))));
    this.asking?.abort();
    this.asking = new AbortController();
    let found;
    try {
      const answer = await fetch(`${dataset.clusters}?${query}`, { signal: this.asking.signal, credentials: 'same-origin' });
      if (!answer.ok) throw new Error(String(answer.status));
      found = await answer.json();
    } catch (error) {
      if (error.name !== 'AbortError') this.say(dataset.textFailed);
      return;
    }
    // Whoever stood on a place stays on it, or else on the map.
    const held = this.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
    this.places.clearLayers();
    for (const { geometry, properties: of } of found.features) {
      const [longitude, latitude] = geometry.coordinates;
      const one = of.count === 1;
      this.place({
        at: [latitude, longitude],
        name: one ? fill(dataset.textPlan, of) : fill(dataset.textCluster, { n: of.count }),
        sign: one ? of.number : of.count,
        href: one ? of.address : this.address(of.bbox),
        bbox: of.bbox,
        many: !one,
      });
    }
    if (held && document.activeElement === document.body) {
      const again = [...this.querySelectorAll('.map__pin')].find((pin) => pin.getAttribute('aria-label') === held);
      (again ?? map.getContainer()).focus({ preventScroll: true });
    }
    if (this.moved || this.toMap) this.say(fill(dataset.textFound, { n: found.shown }));
    this.moved = true;
    this.toMap = false;
    this.dataset.state = 'ready';
  }

  consent() {
    const part = this.parentElement?.querySelector('[data-map-consent]');
    if (!part || !this.dataset.tiles) return;
    const show = () => {
      remember();
      part.hidden = true;
      this.dataset.streets = '';
      this.L.tileLayer(this.dataset.tiles, { attribution: plain(this.dataset.credit).innerHTML, maxZoom: 19 }).addTo(this.map);
    };
    if (remembered()) {
      show();
      return;
    }
    part.hidden = false;
    part.querySelector('button').addEventListener('click', () => {
      show();
      this.map.getContainer().focus({ preventScroll: true });
    });
  }

  say(text) {
    document.dispatchEvent(new CustomEvent('samenspel-announce', { detail: text }));
  }
}

if (!customElements.get('plan-map')) customElements.define('plan-map', PlanMap);

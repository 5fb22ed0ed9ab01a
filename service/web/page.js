// The page: asks /v1 and shows the answer. Text of the archive enters the page through textContent alone (see `el`).

const VERDICTS = {
  supported: "Supported",
  refuted: "Refuted",
  conflicting_evidence: "Conflicting evidence",
  not_enough_evidence: "Not enough evidence",
};
const REASONS = {
  states: "States it", entails: "Follows from it", same_quantity: "Same figure", rounds_to: "Rounds to it",
  same_words: "Same words", said_by: "Said by the same speaker",
  different_quantity: "Another figure", different_date: "Another date", different_name: "Another name",
  different_place: "Another place", different_title: "Another title", opposite_polarity: "Says the opposite",
  roles_swapped: "Roles swapped", different_speaker: "Another speaker", altered_quotation: "Altered quotation",
  denied_by: "Denied", contradicts: "Contradicts it",
  different_event: "Another event", different_period: "Another period", different_scope: "Another scope",
  part_missing: "Says only part of it", expected_not_happened: "Expected, not yet happened", unrelated: "About something else",
};
const FLAGS = { superseded: "a later figure exists", corrected: "corrected", copy: "copy" };
const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text, never markup. */
function el(name, attributes = {}, ...children) {
  const made = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child != null && child !== ""));
  return made;
}

/** `text` with the spans marked. Offsets count Unicode code points; those of a document begin at `offset`. */
function marked(text, spans, offset = 0) {
  const points = Array.from(text);
  const inside = spans.map((span) => [span.start - offset, span.end - offset])
    .filter(([start, end]) => start >= 0 && start < end && end <= points.length).sort((a, b) => a[0] - b[0]);
  const pieces = [];
  let at = 0;
  for (const [start, end] of inside) {
    if (end <= at) continue;
    const begin = Math.max(start, at);
    pieces.push(points.slice(at, begin).join(""), el("mark", {}, points.slice(begin, end).join("")));
    at = end;
  }
  return [...pieces, points.slice(at).join("")];
}

const several = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const percent = (share) => `${Math.round(share * 100)} %`;

/** A date or date-time in words, in the zone in which the source gives it. */
function moment(text, precision) {
  if (!text) return "no date";
  const [day, time = ""] = text.split("T");
  const written = new Date(`${day}T12:00:00Z`)
    .toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return time && precision !== "day" ? `${written}, ${time.slice(0, 5)}` : written;
}

/** The address of a link, if it is one of the web; an archive may hold anything. */
function webAddress(text) {
  const address = text && URL.canParse(text) ? new URL(text) : null;
  return address && ["http:", "https:"].includes(address.protocol) ? address.href : null;
}

// ---- asking ----

function headers(accept = "application/json") {
  const key = byId("key")?.value.trim();
  return { "Content-Type": "application/json", Accept: accept, ...(key ? { Authorization: `Bearer ${key}` } : {}) };
}

class Refusal extends Error {
  constructor(title, detail, faults = [], requestId = "") {
    super(title);
    Object.assign(this, { detail, faults, requestId });
  }
}

async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  const faults = (problem.errors ?? []).map((fault) => `${fault.pointer ?? fault.parameter ?? ""}: ${fault.detail}`);
  return new Refusal(problem.title ?? `Status ${response.status}`, problem.detail ?? "", faults, problem.request_id ?? "");
}

async function ask(path, body, { signal, accept } = {}) {
  const method = body === undefined ? "GET" : "POST";
  const response = await fetch(path, {
    method, signal, headers: headers(accept), body: body && JSON.stringify(body), credentials: "omit", cache: "no-store",
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

function showError(place, error) {
  if (error.name === "AbortError") return;
  const known = error instanceof Refusal;
  const [title, detail] = !known
    ? ["The service cannot be reached", el("p", {}, "No answer came back, or it broke off. Try again in a moment.")]
    : error.faults.length
      ? ["This cannot be checked as it stands", el("ul", {}, error.faults.map((fault) => el("li", {}, fault)))]
      : [error.message, el("p", {}, error.detail)];
  place.replaceChildren(el("div", { class: "error" },
    el("h2", {}, title), detail,
    known && error.requestId ? el("p", { class: "quiet" }, "Request ", el("code", {}, error.requestId)) : ""));
}

/** One kind of work at a time: says that it goes on, can be stopped, and shows what went wrong. */
function task(name, waiting, work) {
  const [stop, status, error] = ["stop", "status", "error"].map((part) => byId(`${name}-${part}`));
  let current = null;
  stop.addEventListener("click", () => { current?.abort(); status.textContent = "Stopped."; });
  return async (...given) => {
    current?.abort();
    const mine = current = new AbortController();
    error.replaceChildren();
    stop.hidden = false;
    status.textContent = waiting;
    status.classList.remove("spoken");
    const slow = setTimeout(() => { status.textContent = `${waiting} This takes longer than usual.`; }, 3000);
    try {
      await work({ signal: mine.signal, say: (text) => { clearTimeout(slow); status.textContent = text; } }, ...given);
    } catch (problem) {
      if (current === mine && problem.name !== "AbortError") status.textContent = "";
      showError(error, problem);
    } finally {
      clearTimeout(slow);
      if (current === mine) stop.hidden = true;
    }
  };
}

// ---- an answer ----

function answerView(answer) {
  const silent = answer.evidence.length === 0;
  return [
    verdictView(answer),
    answer.claim.parts.length > 1 ? partsView(answer.claim.parts) : "",
    correctionView(answer),
    silent ? "" : el("div", { class: "sides" },
      sideView("Supports it", "supports", answer), sideView("Contradicts it", "refutes", answer)),
    timelineView(answer.timeline),
    priorView(answer.prior_checks),
    nearMissView(answer.near_misses),
    searchedView(answer),
    copyView(answer),
  ];
}

function verdictView(answer) {
  const spans = answer.evidence.flatMap((one) => one.reasons).map((reason) => reason.claim).filter(Boolean);
  return el("header", { class: `verdict ${answer.verdict}` },
    el("h2", { id: "verdict" }, VERDICTS[answer.verdict]),
    el("p", { class: "claim" }, marked(answer.claim.text, spans)),
    el("p", { class: "summary" }, answer.summary),
    el("p", { class: "quiet" }, `Given this archive, the verdict is right with a probability of ${percent(answer.confidence)}.`),
    answer.coverage.complete ? "" : el("p", { class: "warning" },
      `Not everything was looked at: ${answer.coverage.degraded.join("; ") || "the time was over"}.`));
}

function partsView(parts) {
  return el("section", {}, el("h3", {}, "Part by part"),
    el("ul", { class: "parts" }, parts.map((part) => el("li", {}, chip(part.verdict), " ", part.text))));
}

const chip = (verdict) => el("span", { class: `chip ${verdict}` }, VERDICTS[verdict]);

function correctionView(answer) {
  if (!answer.correction) return "";
  const points = Array.from(answer.claim.text);
  const pieces = [];
  let at = 0;
  for (const edit of [...answer.correction.edits].sort((a, b) => a.start - b.start)) {
    pieces.push(points.slice(at, edit.start).join(""), el("del", {}, points.slice(edit.start, edit.end).join("")), " ",
      el("ins", {}, edit.replacement));
    at = edit.end;
  }
  return el("section", {}, el("h3", {}, "As the archive has it"), el("p", {}, pieces, points.slice(at).join("")));
}

function sideView(title, stance, answer) {
  const mine = answer.evidence.filter((one) => one.stance === stance);
  return el("section", { class: `side ${stance}` },
    el("h3", {}, `${title} (${mine.length})`),
    mine.length ? mine.map((one) => evidenceView(one, answer)) : el("p", { class: "quiet" }, "Nothing in the archive."));
}

function evidenceView(one, answer) {
  const spans = one.reasons.map((reason) => reason.statement).filter(Boolean);
  return el("figure", { class: "evidence" },
    el("blockquote", {}, el("span", { class: "context" }, one.context.before),
      el("span", { class: "quote" }, marked(one.quote, spans, one.start)), el("span", { class: "context" }, one.context.after)),
    el("figcaption", {}, sourceLine(one),
      one.speaker ? el("p", {}, el("b", {}, one.speaker.name), one.speaker.role ? `, ${one.speaker.role}` : "",
        ` (“${one.speaker.cue}”)`) : el("p", {}, "In the publication’s own voice"),
      el("ul", { class: "reasons" }, one.reasons.map((reason) => reasonView(reason, answer))),
      el("p", { class: "quiet" }, [`Strength ${percent(one.strength)}`, copiesText(one.origin, one.document.id),
        ...one.flags.map((flag) => FLAGS[flag])].filter(Boolean).join(" · ")),
      el("button", { type: "button", class: "link", onclick: () => showSource(one) }, "Read it in the source")));
}

function sourceLine(one) {
  const name = [one.document.publisher, one.document.title].filter(Boolean).join(": ") || one.document.id;
  const address = webAddress(one.document.url);
  return el("p", {}, address ? el("a", { href: address, rel: "noreferrer noopener" }, name) : name, el("br"),
    el("time", one.stated_at ? { datetime: one.stated_at } : {}, moment(one.stated_at, one.stated_at_precision)));
}

function copiesText(origin, documentId) {
  if (origin.copies > 1) return `${several(origin.copies, "copy", "copies")} of one origin (${origin.id})`;
  return origin.id && origin.id !== documentId ? `origin ${origin.id}` : "";
}

function reasonView(reason, answer) {
  const there = reason.statement ? ["source ", el("mark", {}, reason.statement.text)] : [];
  const here = reason.claim && Array.from(answer.claim.text).slice(reason.claim.start, reason.claim.end).join("")
    ? ["claim ", el("mark", {}, reason.claim.text)] : [];
  return el("li", {}, el("b", {}, REASONS[reason.kind] ?? reason.kind),
    here.length || there.length ? ": " : "", here, here.length && there.length ? ", " : "", there);
}

function nearMissView(misses) {
  if (!misses.length) return "";
  return el("section", {}, el("h3", {}, "Nearest, but it settles nothing"),
    el("ul", { class: "misses" }, misses.map((one) => el("li", {},
      el("q", {}, one.quote), " ", sourceLine(one),
      el("p", { class: "quiet" }, one.reasons.map((reason) => REASONS[reason.kind] ?? reason.kind).join(", ")),
      el("button", { type: "button", class: "link", onclick: () => showSource(one) }, "Read it in the source")))));
}

function priorView(checks) {
  if (!checks.length) return "";
  return el("section", {}, el("h3", {}, "Checked before"),
    el("ul", {}, checks.map((check) => {
      const address = webAddress(check.url);
      return el("li", {}, el("b", {}, check.rating ?? "no rating"), ": ", el("q", {}, check.claim), " ",
        address ? el("a", { href: address, rel: "noreferrer noopener" }, check.publisher ?? address) : check.publisher ?? "",
        `, ${moment(check.published_at)}`);
    })));
}

function searchedView({ coverage, signature }) {
  const range = coverage.from ? `, ${moment(coverage.from)} to ${moment(coverage.to)}` : "";
  return el("section", {}, el("h3", {}, "What was searched"),
    el("p", {}, `${several(coverage.documents, "document")}${range}; `
      + `${several(coverage.statements_considered, "statement")} looked at.`),
    el("p", { class: "quiet signature" }, Object.entries(signature).map(([name, value]) => `${name} ${value}`).join(" · ")));
}

// ---- figures that change ----

function timelineView(points) {
  const dated = points.filter((point) => point.at && typeof point.value === "number");
  if (dated.length < 2) return "";
  const rows = points.map((point) => el("tr", {}, el("td", {}, moment(point.at, "day")),
    el("td", { class: "figure" }, point.value.toLocaleString("en")), el("td", {}, point.quote)));
  return el("section", {}, el("h3", {}, "The figure over time"), plot(dated),
    el("details", {}, el("summary", {}, "As a table"), el("table", {},
      el("thead", {}, el("tr", {}, ["Stated", "Figure", "Quote"].map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, rows))));
}

function plot(points) {
  const [width, height, left, bottom] = [640, 220, 16, 190];
  const times = points.map((point) => Date.parse(point.at));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const most = Math.max(...points.map((point) => point.value));
  const least = Math.min(0, ...points.map((point) => point.value));
  const x = (time) => left + 40 + ((time - first) / (last - first || 1)) * (width - left - 100);
  const y = (value) => bottom - ((value - least) / (most - least || 1)) * (bottom - 36);
  const places = points.map((point, i) => ({ point, x: x(times[i]), y: y(point.value) })).sort((a, b) => a.x - b.x);
  const lowest = least < most ? Math.max(...places.slice(0, -1).map((place) => place.y)) : null; // its label stands below
  const label = places.map(({ point }) => `${moment(point.at, "day")}: ${point.value.toLocaleString("en")}`).join("; ");
  return el("svg:svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, class: "plot" },
    el("svg:line", { x1: left, y1: bottom, x2: width - 8, y2: bottom, class: "axis" }),
    el("svg:polyline", { points: places.map((place) => `${place.x},${place.y}`).join(" "), class: "line" }),
    places.map(({ point, x, y }) => el("svg:circle", { cx: x, cy: y, r: 5 },
      el("svg:title", {}, `${moment(point.at, "day")}: ${point.quote}`))),
    readable(places).map(({ point, x, y }) => [
      el("svg:text", { x, y: y === lowest ? y + 22 : y - 12, "text-anchor": "middle" }, point.value.toLocaleString("en")),
      el("svg:text", { x, y: bottom + 20, "text-anchor": "middle", class: "axis-label" }, dayOnAxis(point.at))]));
}

/** The places whose labels can stand beside each other: the first and the last before those between. */
function readable(places) {
  const chosen = [];
  for (const place of [places[0], places.at(-1), ...places.slice(1, -1)]) {
    if (chosen.every((other) => Math.abs(other.x - place.x) >= 75)) chosen.push(place);
  }
  return chosen;
}

const dayOnAxis = (at) => new Date(`${at.slice(0, 10)}T12:00:00Z`)
  .toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "2-digit", timeZone: "UTC" });

// ---- the source, with the quote in its place ----

async function showSource(one) {
  const { id, version, title } = one.document;
  byId("source-title").textContent = title ?? id;
  byId("source-facts").textContent = `${id} · ${version.slice(0, 19)}…`;
  byId("source-text").replaceChildren("Reading …");
  byId("source").showModal();
  try {
    const found = await (await ask(`/v1/documents/${encodeURIComponent(id)}?version=${encodeURIComponent(version)}`)).json();
    byId("source-text").replaceChildren(...marked(found.text, [one]));
    byId("source-text").querySelector("mark")?.scrollIntoView({ block: "center" });
  } catch (error) {
    showError(byId("source-text"), error);
  }
}

// ---- taking it along ----

function copyView(answer) {
  const out = el("textarea", { readonly: true, rows: 8, hidden: true, "aria-label": "What was copied" });
  const said = el("span", { role: "status", class: "quiet" });
  const take = async (text) => {
    out.value = text;
    out.hidden = false;
    out.select();
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    said.textContent = copied ? "Copied." : "Copy it from the box below.";
  };
  const button = (label, text) => el("button", { type: "button", onclick: () => take(text()) }, label);
  return el("section", { class: "copy" }, el("h3", {}, "Take it along"),
    el("p", { class: "row" }, button("Copy as text", () => asText(answer)),
      button("Copy as JSON", () => JSON.stringify(answer, null, 2)), said),
    reviewView(answer, take), out);
}

function reviewView(answer, take) {
  const problem = el("div", { role: "alert" });
  const field = (name, label, type) => el("p", { class: "field" }, el("label", { for: name }, label),
    el("input", { id: name, type, required: true, autocomplete: "off" }));
  const draft = async (event) => {
    event.preventDefault();
    problem.replaceChildren();
    const body = { answer, url: byId("review-url").value, author: { name: byId("review-author").value } };
    try {
      await take(JSON.stringify(await (await ask("/v1/claimreview", body)).json(), null, 2));
    } catch (error) {
      showError(problem, error);
    }
  };
  return el("details", {}, el("summary", {}, "ClaimReview draft"),
    el("form", { onsubmit: draft }, el("p", { class: "quiet" }, "A draft in schema.org’s form, for a person to sign off."),
      el("div", { class: "row" }, field("review-url", "Address of the published review", "url"),
        field("review-author", "Who signs it", "text")),
      el("button", {}, "Make and copy the draft"), problem));
}

function asText(answer) {
  const lines = (title, stance) => {
    const mine = answer.evidence.filter((one) => one.stance === stance);
    const told = mine.map((one) => `- “${one.quote}” (${[one.speaker?.name, one.document.publisher ?? one.document.id,
      moment(one.stated_at, one.stated_at_precision), webAddress(one.document.url)].filter(Boolean).join(", ")})`);
    return mine.length ? ["", `${title}:`, ...told] : [];
  };
  return [`Claim: ${answer.claim.text}`, `Verdict: ${VERDICTS[answer.verdict]} (${percent(answer.confidence)})`, answer.summary,
    ...lines("Supports it", "supports"), ...lines("Contradicts it", "refutes"), "",
    `Searched: ${several(answer.coverage.documents, "document")}, archive ${answer.signature.generation}; ${answer.verification_id}`,
  ].join("\n");
}

// ---- the claim tab ----

const checkClaim = task("claim", "Searching the archive …", async ({ signal, say }) => {
  byId("answer").hidden = true;
  const asOf = byId("as-of").value;
  const answer = await (await ask("/v1/verdicts", {
    claim: byId("claim").value.trim(),
    as_of: asOf ? new Date(asOf).toISOString() : null,
    filters: {
      publishers: byId("publisher").value ? [byId("publisher").value] : [],
      published_from: byId("from").value || null, published_to: byId("to").value || null,
    },
  }, { signal })).json();
  byId("answer").replaceChildren(...answerView(answer).filter(Boolean));
  byId("answer").hidden = false;
  say(`${VERDICTS[answer.verdict]}. ${answer.summary}`);
  byId("claim-status").classList.add("spoken"); // the eye finds it in the answer
  byId("examples").open = false;
  byId("answer").focus();
});

// ---- the article tab ----

/** The lines of a stream, each as soon as it is whole. */
async function* linesOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop();
    yield* lines.filter((line) => line.trim());
  }
  if (rest.trim()) yield rest;
}

const checkArticle = task("article", "Reading the article …", async ({ signal, say }) => {
  const text = byId("text").value;
  const length = Array.from(text).length;
  const excluded = byId("exclude").value.trim();
  const list = el("ol", { class: "sentences" });
  const progress = byId("progress");
  const counts = { sentences: 0, worthy: 0, skipped: 0 };
  const verdicts = {};
  byId("sentences").replaceChildren(el("h2", { id: "sentences-title" }, "Sentence by sentence"), list);
  byId("sentences").hidden = progress.hidden = false;
  progress.value = 0;
  try {
    const body = { text, exclude_documents: excluded ? [excluded] : [] };
    const response = await ask("/v1/articles/check", body, { signal, accept: "application/x-ndjson" });
    for await (const line of linesOf(response)) {
      const row = JSON.parse(line);
      list.append(sentenceView(row));
      progress.value = row.end / length;
      counts.sentences += 1;
      if (row.check_worthy) counts.worthy += 1;
      if (row.skipped) counts.skipped += 1;
      if (row.answer) verdicts[row.answer.verdict] = (verdicts[row.answer.verdict] ?? 0) + 1;
      say(`${several(counts.sentences, "sentence")} read, ${counts.worthy} worth checking …`);
    }
    const told = Object.entries(verdicts).map(([verdict, count]) => `${VERDICTS[verdict].toLowerCase()} ${count}`);
    if (counts.skipped) told.push(`not checked ${counts.skipped}`);
    say(`Done: ${several(counts.sentences, "sentence")}, ${counts.worthy} worth checking${told.length ? `; ${told.join(", ")}` : ""}.`);
    byId("sentences").focus();
  } finally {
    progress.hidden = true;
  }
});

function sentenceView(row) {
  if (!row.check_worthy) return el("li", { class: "quiet" }, row.text);
  if (!row.answer) return el("li", {}, el("span", { class: "chip not_enough_evidence" }, "Not checked"), " ", row.text, ` (${row.skipped})`);
  const shown = { ...row.answer, claim: { text: row.text } };
  return el("li", {}, chip(row.answer.verdict), " ", el("span", { class: "claim" }, row.text),
    el("p", { class: "quiet" }, row.answer.summary),
    row.answer.evidence.length ? el("details", {}, el("summary", {}, "Evidence"),
      row.answer.evidence.map((one) => evidenceView(one, shown))) : "",
    el("button", { type: "button", class: "link", onclick: () => examine(row.text) }, "Check it as a claim"));
}

function examine(claim) {
  byId("claim").value = Array.from(claim).slice(0, 1000).join("");
  selectTab(byId("tab-claim"));
  checkClaim();
}

// ---- the page itself ----

const tabs = [...document.querySelectorAll('[role="tab"]')];

function selectTab(chosen) {
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = tab !== chosen;
  }
}

for (const [place, tab] of tabs.entries()) {
  tab.addEventListener("click", () => selectTab(tab));
  tab.addEventListener("keydown", ({ key }) => {
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: -1 }[key];
    if (next === undefined) return;
    const target = tabs.at(next % tabs.length);
    selectTab(target);
    target.focus();
  });
}

for (const [form, check] of [[byId("claim-form"), checkClaim], [byId("article-form"), checkArticle]]) {
  form.addEventListener("submit", (event) => { event.preventDefault(); check(); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

for (const example of document.querySelectorAll("button.example")) {
  example.addEventListener("click", () => examine(example.textContent));
}
byId("article-example").addEventListener("click", () => {
  byId("text").value = byId("sample-article").content.textContent;
  byId("text").focus();
});

/** What the archive holds, where this caller may know it. */
async function introduce() {
  const corpus = await (await ask("/v1/corpus")).json();
  byId("archive").textContent = `${several(corpus.documents, "document")}, ${several(corpus.statements, "statement")}, `
    + `${moment(corpus.from)} to ${moment(corpus.to)}`;
  byId("publisher").append(...corpus.publishers.map((name) => el("option", { value: name }, name)));
}

introduce().catch((error) => { byId("archive").textContent = error.detail ?? "The service cannot be reached."; });

#!/usr/bin/env python3
"""The HTML report in a real browser: python3 html_browser_test.py WALKCHECK

Drives Debian's chromium through chromium-driver. Whoever has neither fails: a page that nobody opened is not tested.
Ends with one line as Catch2 writes it.
"""
import base64
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"left": "\ue012", "right": "\ue014", "home": "\ue011", "end": "\ue010", "space": " "}
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1280,900",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
MOST_BYTES = 1_000_000
MOST_MILLISECONDS = 1000
NASTY = "<img src=x onerror=boom()> & </script>"
SYSTEM = """system nasty "%s" {
  var a : 0..2 = 0
  rule "up" when a < 2 { a = a + 1 }
  property never_one "first, and as expected" always a != 1 expect violated
  property never_two "%s"
    always a != 2
    expect holds because "it is wrong"
}
"""

# Contrast of every text that can be seen, as WCAG 2 computes it; lists what has less than 4.5.
CONTRAST = """
const parse = (c) => { const n = c.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) =>
  v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
  if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
const poor = [];
for (const e of document.querySelectorAll("body *")) {
  if (!e.checkVisibility() || e.matches(":disabled, script, option")) continue;
  if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
  const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) poor.push(`${e.tagName}.${e.className}: ${ratio.toFixed(2)} ${e.textContent.slice(0, 30)}`);
}
return [document.querySelectorAll("body *").length, poor];
"""


class Browser:
    """As much of WebDriver as is needed here."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="walkcheck-browser-")
        log = open(pathlib.Path(self.folder) / "driver.log", "w+")
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=log, stderr=subprocess.STDOUT)
        self.base = f"http://127.0.0.1:{self.port(log.name)}"
        options = {"args": FLAGS + [f"--user-data-dir={self.folder}/profile"]}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.base += f"/session/{session['sessionId']}"

    def port(self, log):
        """chromedriver picks a free one and says which."""
        for _ in range(300):
            for word in pathlib.Path(log).read_text().split("on port ")[1:]:
                number = word.split()[0].rstrip(".")
                if number != "0" and number.isdigit():
                    return number
            time.sleep(0.1)
        raise RuntimeError("chromedriver does not start: " + pathlib.Path(log).read_text())

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
            shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, method, path, body=None):
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            return json.load(urllib.request.urlopen(request, timeout=120))["value"]
        except urllib.error.HTTPError as fault:
            raise RuntimeError(fault.read().decode()) from fault

    def devtools(self, command, **params):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def media(self, scheme="light", motion="no-preference"):
        features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": motion}]
        self.devtools("Emulation.setEmulatedMedia", features=features)

    def size(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                      mobile=width < 600)

    def open(self, page, address=""):
        self.call("POST", "/url", {"url": "about:blank"})
        self.call("POST", "/url", {"url": page.as_uri() + ("#" + address if address else "")})

    def run(self, script, *args):
        return self.call("POST", "/execute/sync", {"script": script, "args": args})

    def find(self, selector):
        return self.call("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def all(self, selector):
        found = self.call("POST", "/elements", {"using": "css selector", "value": selector})
        return [element[ELEMENT] for element in found]

    def click(self, selector):
        self.call("POST", f"/element/{self.find(selector)}/click")

    def press(self, *names):
        keys = [{"type": kind, "value": KEYS[name]} for name in names for kind in ("keyDown", "keyUp")]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": keys}]})

    def type(self, selector, text):
        self.call("POST", f"/element/{self.find(selector)}/value", {"text": text})

    def text(self, selector):
        return self.call("GET", f"/element/{self.find(selector)}/text")

    def errors(self):
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"})]


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="walkcheck-pages-"))
        (cls.folder / "nasty.prop").write_text(SYSTEM % (NASTY, NASTY))
        cls.nasty = cls.page("nasty", cls.folder / "nasty.prop")
        cls.lasso = cls.page("lasso", "properties/examples/own_callback.prop")
        cls.race = cls.page("race", "properties/v17", "--scenario", "v17_pmd_only", "--tables", "pud[1] pmd[2] pte[1]")
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        shutil.rmtree(cls.folder)

    @classmethod
    def page(cls, name, *what):
        page = cls.folder / f"{name}.html"
        run = subprocess.run([WALKCHECK, "check", *what, "--html", page, "--quiet"], cwd=REPOSITORY, check=False,
                             stdout=subprocess.DEVNULL)
        if run.returncode not in (0, 1):
            raise RuntimeError(f"walkcheck ends with {run.returncode}")
        return page

    def setUp(self):
        self.browser.size(1280, 900)
        self.browser.media()
        self.browser.errors()

    def tearDown(self):
        self.assertEqual(self.browser.errors(), [])

    address = "v17_pmd_only/descends_only_into_tables/1-2-1"

    def count(self):
        return self.browser.text("#count")

    def place(self):
        return self.browser.run("return location.hash.slice(1)")

    def test_keys_move_the_tables(self):
        self.browser.open(self.race, self.address)
        last = self.count()
        self.assertEqual(last.split(" / ")[0], last.split(" / ")[1])
        self.browser.press("home")
        at_start = self.browser.text("#picture")
        self.assertIn("leaf", at_start)
        self.assertTrue(self.count().startswith("0 /"))
        self.browser.press("right", "right", "right", "right")
        self.assertEqual(self.place(), self.address + "/4")
        split = self.browser.text("#picture")
        self.assertIn("was leaf", split)
        self.assertIn("split_huge_pud", self.browser.text("#now"))
        self.browser.press("left", "left", "left", "left")
        self.assertEqual(self.browser.text("#picture"), at_start)

    def test_the_slider_moves_the_tables(self):
        self.browser.open(self.race, self.address + "/0")
        before = self.browser.text("#picture")
        self.browser.run("const s = document.getElementById('slider'); s.focus(); s.value = 4;"
                         "s.dispatchEvent(new Event('input', {bubbles: true}));")
        self.assertNotEqual(self.browser.text("#picture"), before)
        self.assertTrue(self.count().startswith("4 /"))
        self.browser.press("right")
        self.assertTrue(self.count().startswith("5 /"))
        self.assertIn("step 5 of", self.browser.run("return slider.getAttribute('aria-valuetext')"))

    def test_an_address_brings_back_a_step(self):
        self.browser.open(self.race, self.address + "/5")
        self.assertTrue(self.count().startswith("5 /"))
        self.assertIn("huge_fault", self.browser.text("#now"))
        self.assertEqual(self.browser.text("#timeline [aria-current] .no"), "5")
        self.assertEqual(self.browser.text("#viewer-title"), "descends_only_into_tables")
        self.browser.click("#timeline tr[data-step='2'] .no a")
        self.assertEqual(self.place(), self.address + "/2")
        self.browser.open(self.race, "no/such/place")
        self.assertEqual(self.browser.run("return document.body.dataset.view"), "all")

    def test_a_verdict_without_a_race(self):
        self.browser.open(self.race, "v17_pmd_only/again_terminates/1-2-1")
        self.assertIn("holds", self.browser.text("#verdict"))
        self.assertFalse(self.browser.run("return stage.checkVisibility()"))
        self.assertIn("taken at most 2 times", self.browser.text("#facts"))

    def eventually(self, look, wanted):
        """For what the browser does after a press has been answered."""
        last = time.monotonic() + 20
        while look() != wanted and time.monotonic() < last:
            time.sleep(0.05)
        self.assertEqual(look(), wanted)

    def listed(self):
        return self.browser.run("return [...document.querySelectorAll('#verdicts td a')]"
                                ".filter((a) => a.checkVisibility()).length")

    def test_the_filter(self):
        self.browser.open(self.race)
        self.assertEqual(self.listed(), 17)
        self.browser.type("#filter-text", "needless split")
        self.assertEqual(self.listed(), 1)
        self.assertEqual(self.browser.text("#filter-count"), "1 of 17 verdicts")
        self.browser.open(self.race)
        self.browser.run("const s = document.getElementById('filter-verdict'); s.value = 'violated';"
                         "s.dispatchEvent(new Event('input', {bubbles: true}));")
        self.assertEqual(self.listed(), 2)
        self.browser.open(self.nasty)
        self.assertEqual(self.listed(), 2)
        self.browser.click("#wrong")
        self.assertEqual(self.listed(), 1)
        self.browser.click("#filter-only")
        self.assertEqual(self.listed(), 2)

    def test_what_is_not_as_expected_comes_first(self):
        self.browser.open(self.nasty)
        self.assertEqual(self.browser.text("#viewer-title"), "never_two")
        self.assertIn("not as expected; expected holds", self.browser.text("#verdict"))
        self.assertIn("it is wrong", self.browser.text("#remarks"))

    def test_text_of_the_input_stays_text(self):
        self.browser.open(self.nasty, "nasty/never_two/1")
        self.assertEqual(self.browser.text("#about"), NASTY)
        self.assertEqual(self.browser.run("return document.images.length"), 0)
        self.assertIn("was 0", self.browser.text("#state"))

    def test_a_lasso_goes_round(self):
        self.browser.open(self.lasso, "impatient_walk/impatient_walk_ends/1-2-1")
        self.assertIn("for ever", self.browser.text("#now"))
        self.assertIn("again and again", self.browser.text("#timeline"))
        self.assertEqual(len(self.browser.all("#lanes .loop")), 1)
        last = int(self.count().split(" / ")[1])
        self.browser.press("left")
        self.browser.press("space")
        seen = set()
        for _ in range(200):
            seen.add(int(self.count().split(" / ")[0]))
            if last in seen and last - 1 in seen and len(seen) > 1:
                break
            time.sleep(0.1)
        self.assertIn(last, seen)
        self.assertEqual(self.browser.run("return document.getElementById('play').ariaPressed"), "true")
        self.browser.press("space")

    def test_every_control_has_a_name(self):
        self.browser.open(self.race, self.address)
        controls = self.browser.all("button, input, select, a, summary")
        self.assertGreater(len(controls), 30)
        for control in controls:
            label = self.browser.call("GET", f"/element/{control}/computedlabel")
            shown = self.browser.call("GET", f"/element/{control}/displayed")
            self.assertTrue(label.strip() or not shown, control)

    def test_contrast(self):
        for scheme in ("light", "dark"):
            self.browser.media(scheme)
            for page, address in ((self.race, self.address + "/4"), (self.nasty, "nasty/never_two/1"),
                                  (self.race, self.address + "/5")):
                self.browser.open(page, address)
                elements, poor = self.browser.run(CONTRAST)
                self.assertGreater(elements, 70)
                self.assertEqual(poor, [], scheme)

    def test_a_phone_scrolls_in_one_direction(self):
        self.browser.size(390, 844)
        for address in ("", self.address + "/4"):
            self.browser.open(self.race, address)
            self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), 390)
        self.browser.click(".back")
        self.eventually(self.listed, 17)

    def test_motion_can_be_refused(self):
        moves = "return document.querySelector('.cell.changed').getAnimations().length"
        self.browser.open(self.race, self.address + "/4")
        self.assertEqual(self.browser.run(moves), 1)
        self.browser.media(motion="reduce")
        self.browser.open(self.race, self.address + "/4")
        self.assertEqual(self.browser.run(moves), 0)

    def test_on_paper_stand_race_and_tables(self):
        self.browser.open(self.race, self.address + "/2")
        self.browser.run("window.seen = []; addEventListener('beforeprint', () => seen.push("
                         "document.getElementById('count').textContent, document.getElementById('race-text').open));")
        paper = base64.b64decode(self.browser.call("POST", "/print"))
        self.assertTrue(paper.startswith(b"%PDF"))
        count, is_open = self.browser.run("return seen")
        self.assertEqual(count.split(" / ")[0], count.split(" / ")[1])
        self.assertTrue(is_open)
        self.assertTrue(self.count().startswith("2 /"))

    def test_without_scripts(self):
        self.browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.browser.open(self.race)
            self.assertRegex(self.browser.text("#races"), r"split_huge_pud\(\) // U6\s+pud leaf -> none")
            self.assertIn("descends_only_into_tables", self.browser.text("#verdicts"))
            self.assertIn("nobody is asked before the split", self.browser.text("#verdicts"))
        finally:
            self.browser.devtools("Emulation.setScriptExecutionDisabled", value=False)

    def test_a_large_page_is_small_and_quick(self):
        page = self.page("large", "properties/v17", "--tables", "p*", "--engine", "explore")
        self.assertLess(page.stat().st_size, MOST_BYTES)
        taken = []
        for _ in range(3):
            self.browser.open(page)
            taken.append(self.browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd"))
        print(f"{page.stat().st_size} bytes, loaded in {min(taken):.0f} ms", file=sys.stderr)
        self.assertGreater(self.listed(), 400)
        self.assertLess(min(taken), MOST_MILLISECONDS)
        self.assertEqual(self.browser.run("return performance.getEntriesByType('resource').length"), 0)


def main():
    outcome = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Page))
    failed = len(outcome.failures) + len(outcome.errors)
    if outcome.wasSuccessful() and outcome.testsRun:
        print(f"All tests passed ({outcome.testsRun} assertions in {outcome.testsRun} test cases)")
        return 0
    print(f"test cases: {outcome.testsRun} | {max(outcome.testsRun - failed, 0)} passed | {failed} failed")
    return 1


if __name__ == "__main__":
    WALKCHECK = sys.argv[1]
    sys.exit(main())

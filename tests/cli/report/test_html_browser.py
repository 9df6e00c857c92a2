"""The HTML report in a browser: it loads nothing, complains of nothing, sorts, filters, and tells what the JSON tells."""
from __future__ import annotations

import os
import unittest
import zlib
from typing import Any

import dumps
from browser import Browser, chromium
from program import INCOMPLETE, ProgramTest, run

SCRIPT = "<script>alert(1)</script>"
BIDI = "evil\u202egnp.exe"
WIDTHS = (1280, 390)
DAY = 86_400

TEXTS = """[...document.querySelectorAll('tbody.group:not([hidden]) .who')].map(e => e.textContent)"""


def colours(png: bytes) -> int:
    """How many different bytes the picture's lines hold: an empty one has few."""
    data, at = b"", 8
    while at < len(png):
        size = int.from_bytes(png[at:at + 4], "big")
        if png[at + 4:at + 8] == b"IDAT":
            data += png[at + 8:at + 8 + size]
        at += size + 12
    return len(set(zlib.decompress(data)))


@unittest.skipUnless(chromium(), "chromium is not installed")
class Page(ProgramTest):
    browser: Browser
    report: Any

    def setUp(self) -> None:
        super().setUp()
        (self.folder / "store").mkdir()
        for number, (secret, day) in enumerate((("old-Pass-1", 0), ("old-Pass-1", 40), ("new-Pass-2", 90))):
            rows = (dumps.mail_row(1, secret, "smtp.example.com", "jira@example.com"),
                    dumps.mail_row(2, "other-Pass-3", f"imap.example.org{SCRIPT}", SCRIPT),
                    dumps.mail_row(3, f"more-Pass-{number}", "mail.example.net", BIDI))
            path = self.file(f"store/day-{day}.sql", dumps.dump(dumps.MAIL_TABLE, *rows, dumps.END_OF_ROWS))
            os.utime(path, (1_767_225_600 + day * DAY,) * 2)
            path.chmod(0o644 if number == 1 else 0o640)
        self.file("store/two  spaces.sql", dumps.dump(dumps.MAIL_TABLE, dumps.END_OF_ROWS))
        broken = self.file("store/cut & broken.sql", dumps.HEAD + dumps.MAIL_TABLE + dumps.mail_row(9, "x-Pass-9")[:-8])
        os.utime(broken, (1_767_225_600,) * 2)
        ran = run("scan", "--format", "html=r.html,json=r.json", "store", cwd=self.folder)
        self.assert_code(INCOMPLETE, ran)
        self.report = run("report", "show", "r.json", "--format", "json", cwd=self.folder).report
        self.browser = Browser()
        self.addCleanup(self.browser.close)
        self.open()

    def open(self, width: int = WIDTHS[0], scheme: str = "light") -> None:
        self.browser.width(width)
        self.browser.media(scheme)
        self.browser.open(self.folder / "r.html")

    def assert_quiet(self) -> None:
        self.assertEqual([], self.browser.complaints)
        self.assertEqual([(self.folder / "r.html").as_uri()], self.browser.requests)

    def test_all_of_it(self) -> None:
        """One browser for all, as starting one takes longer than the rest."""
        for check in (self.tells_what_the_json_tells, self.markup_is_text, self.sorts, self.filters, self.says_what_is_not_filtered,
                      self.search_opens_lists, self.comes_in_order, self.leads_to_its_sections, self.looks_like_something,
                      self.keeps_spaces, self.leaves_no_loose_ends,
                      self.can_be_read_without_script, self.prints, self.repeats_headings_on_paper, self.policy_holds):
            with self.subTest(check.__name__):
                self.open()
                check()

    def report_places(self, credential: str) -> list[str]:
        """The ids of the findings that hold it."""
        return sorted(finding["id"] for finding in self.report["findings"] if finding["secret"] and finding["secret"]["credential"] == credential)

    def tells_what_the_json_tells(self) -> None:
        self.assert_quiet()
        text = self.browser.run("document.body.innerText.replace(/\\s+/g, ' ')")
        everything = self.browser.run("document.body.textContent")
        for source in self.report["sources"]:
            self.assertIn(" ".join(source["path"].split()), text)
            for skip in source["skips"]:
                self.assertIn(skip["reason"], text)
        self.assertTrue(any(source["skips"] for source in self.report["sources"]))
        groups = self.browser.run("""[...document.querySelectorAll('#credentials tbody.group')].map(g => [g.querySelector('.who').textContent,
            g.querySelectorAll('.places ul li').length, Number(g.rows[0].cells[3].textContent)])""")
        self.assertEqual(sorted(one["places"] for one in self.report["credentials"]), sorted(places for _, places, _ in groups))
        self.assertTrue(all(listed == told for _, listed, told in groups))
        ids = self.browser.run("""[...document.querySelectorAll('#credentials tbody.group')].map(g => [g.querySelector('.ids code').textContent,
            [...g.querySelectorAll('.places .id')].map(e => e.textContent)])""")
        for credential in self.report["credentials"]:
            name = f"{credential['username']} at {credential['host']}".replace("\u202e", "\\xe2\\x80\\xae")
            self.assertIn(name, [who for who, _, _ in groups])
            self.assertIn(credential["id"], [one for one, _ in ids])
        self.assertTrue(all(self.report_places(one) == sorted(findings) for one, findings in ids))
        for finding in self.report["findings"]:
            self.assertIn(f"line {finding['location']['line']}", everything)
            self.assertIn(finding["id"], everything)
            for step in finding["advice"]:
                self.assertIn(step, text)
        for rule in self.report["rules"]:
            self.assertIn(rule["title"], text)

    def markup_is_text(self) -> None:
        self.assertEqual(1, self.browser.run("document.scripts.length"))
        self.assertIn(f"{SCRIPT} at imap.example.org{SCRIPT}", self.browser.run(TEXTS))
        self.assertFalse(self.browser.run("document.documentElement.outerHTML.includes('\\u202e')"))
        self.assertIn(SCRIPT, self.browser.run("document.querySelector('[name=server]').innerText + document.querySelector('#timeline').innerText"))
        self.assert_quiet()

    def sorts(self) -> None:
        def column(number: int) -> list[str]:
            return list(self.browser.run(f"[...document.querySelectorAll('#credentials tbody.group')].map(g => g.rows[0].cells[{number}].textContent.trim())"))

        for number, key in ((0, str.lower), (3, int)):
            seen = []
            for _ in range(2):
                self.browser.run(f"document.querySelectorAll('#credentials thead button')[{number}].click()")
                values = [key(value) for value in column(number)]
                state = self.browser.run(f"document.querySelectorAll('#credentials thead th')[{number}].ariaSort")
                if number == 3:
                    self.assertEqual(sorted(values, reverse=state == "descending"), values)
                seen.append((state, values))
            self.assertEqual({"ascending", "descending"}, {state for state, _ in seen})
            self.assertNotEqual(seen[0][1], seen[1][1])
            self.assertEqual(1, self.browser.run("document.querySelectorAll('#credentials [aria-sort]').length"))
        self.browser.run("document.querySelectorAll('#coverage table.sources thead button')[2].click()")
        dates = self.browser.run("[...document.querySelectorAll('table.sources tbody tr')].map(r => r.cells[2].textContent)")
        self.assertEqual(sorted(dates), dates)
        self.assert_quiet()

    def filter(self, name: str, value: str) -> list[str]:
        """What is shown when one filter is set, after the others were cleared."""
        self.browser.run("document.getElementById('filters').reset(), new Promise(r => setTimeout(r, 20))")
        self.browser.run(f"""(() => {{ const field = document.getElementById('filters').elements[{name!r}]; field.value = {value!r};
            field.dispatchEvent(new Event('input', {{bubbles: true}})); return new Promise(r => setTimeout(r, 50)); }})()""")
        return list(self.browser.run(TEXTS))

    def filters(self) -> None:
        everything = self.browser.run(TEXTS)
        self.assertTrue(self.browser.run("document.getElementById('filters').checkVisibility()"))
        self.assertEqual(["jira@example.com at smtp.example.com"] * 2, self.filter("q", "JIRA@example day-"))
        self.assertIn("2 of", self.browser.run("document.querySelector('#filters output').textContent"))
        self.assertEqual([], self.filter("q", "no such thing"))
        self.assertIn("No finding fits", self.browser.run("document.querySelector('#filters output').textContent"))
        self.assertEqual(everything, self.filter("severity", "high"))
        self.assertEqual([], self.filter("severity", "low"))
        self.assertEqual(everything, self.filter("kind", "exposed-credential"))
        self.assertEqual([], self.filter("state", "waived"))
        self.assertEqual(everything, self.filter("product", "0"))
        servers = self.browser.run("[...document.querySelector('[name=server]').options].map(o => [o.value, o.textContent])")
        number = next(value for value, name in servers if name == "smtp.example.com")
        self.assertEqual(2, len(self.filter("server", number)))
        rotated = self.filter("held", "rotated")
        self.assertEqual(["jira@example.com at smtp.example.com"], [name for name in rotated if name.startswith("jira")])
        self.assertEqual(len(everything), len(rotated) + len(self.filter("held", "current")))
        finding = self.report["findings"][0]["id"]
        self.assertEqual(1, len(self.filter("q", finding)))
        self.assertEqual(everything, self.filter("q", ""))
        self.assert_quiet()

    def says_what_is_not_filtered(self) -> None:
        notes = "[...document.querySelectorAll('.unfiltered')].map(e => e.checkVisibility())"
        self.assertEqual([False] * 3, self.browser.run(notes))
        self.filter("q", "day-40")
        self.assertEqual([True] * 3, self.browser.run(notes))
        self.filter("q", "")
        self.assertEqual([False] * 3, self.browser.run(notes))

    def search_opens_lists(self) -> None:
        lists = "[...document.querySelectorAll('tbody.group:not([hidden]) details')]"
        shown = f"{lists}.map(d => [d.open, [...d.querySelectorAll('.places > li')].filter(e => e.checkVisibility()).length])"
        self.browser.run(f"{lists}.forEach(d => {{ d.open = false; }})")
        closed = self.browser.run(shown)
        self.assertEqual({(False, 0)}, {tuple(one) for one in closed})
        self.filter("q", "jira@example day-40")
        self.assertEqual([[True, 1]], self.browser.run(shown))
        self.assertEqual(["day-40.sql"], self.browser.run("[...document.querySelectorAll('.hit')].map(e => e.textContent.split('/').pop())"))
        self.assertIn("1 of 2", self.browser.run(f"getComputedStyle({lists}[0].querySelector('summary'), '::after').content"))
        for all_of_it in ("jira@example", "jira@example place"):
            self.filter("q", all_of_it)
            self.assertEqual([[False, 0]] * 2, self.browser.run(shown))
        self.filter("q", "")
        self.assertEqual(closed, self.browser.run(shown))
        self.assertEqual(0, self.browser.run("document.querySelectorAll('.hit, .places [hidden]').length"))
        self.assert_quiet()

    def comes_in_order(self) -> None:
        held = self.browser.run("[...document.querySelectorAll('#credentials tbody.group')].map(g => g.rows[0].cells[4].textContent)")
        self.assertEqual(sorted(held), held)  # "current", then "rotated"
        self.assertEqual({"current", "rotated"}, set(held))
        dates = self.browser.run("[...document.querySelectorAll('.places')].map(l => [...l.querySelectorAll('time')].map(e => e.textContent))")
        for one in dates:
            self.assertEqual(sorted(one, reverse=True), one)

    def leads_to_its_sections(self) -> None:
        linked = self.browser.run("[...document.querySelectorAll('nav a')].map(a => a.hash.slice(1))")
        self.assertEqual(self.browser.run("[...document.querySelectorAll('main > section')].map(s => s.id)"), linked)
        self.assertIn("next", linked)

    def looks_like_something(self) -> None:
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                self.open(width, scheme)
                self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth"), width)
                picture = self.browser.screenshot()
                self.assertGreater(colours(picture), 20)
                self.assert_quiet()
        kept = os.environ.get("POSTERN_SCREENSHOTS")
        if kept:
            for width in WIDTHS:
                self.open(width)
                with open(f"{kept}/{width}.png", "wb") as file:
                    file.write(self.browser.screenshot(x=0, y=0, width=width, height=self.browser.run("document.documentElement.scrollHeight")))

    def can_be_read_without_script(self) -> None:
        self.browser.scripts(False)
        self.open()
        self.browser.scripts(True)
        self.assertFalse(self.browser.run("document.getElementById('filters').checkVisibility()"))
        text = self.browser.run("document.body.innerText")
        self.assertIn("jira@example.com at smtp.example.com", text)
        self.assertIn("day-90.sql", text)

    def keeps_spaces(self) -> None:
        """In a name, that is: two of them are not one."""
        shown = "[...document.querySelectorAll('.path')].map(e => e.innerText)"
        self.assertIn("two  spaces.sql", {path.split("/")[-1] for path in self.browser.run(shown)})

    def leaves_no_loose_ends(self) -> None:
        """On a narrow screen nothing stands between two facts of a source but space."""
        self.open(WIDTHS[1])
        self.assertEqual(["none"], self.browser.run("""[...new Set([...document.querySelectorAll('.sources tbody td')].map(
            e => getComputedStyle(e, '::after').content))]"""))

    def prints(self) -> None:
        self.assertTrue(self.browser.pdf().startswith(b"%PDF"))
        closed = "[...document.querySelectorAll('details')].map(d => !d.open)"
        self.browser.run("""document.querySelectorAll('details').forEach(d => { d.open = false; });
            for (let i = 0; i < 21; ++i) document.querySelector('.places ul').append(document.createElement('li'))""")
        self.browser.run("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(1, sum(self.browser.run(closed)))
        self.assertFalse(self.browser.run("document.querySelector('#credentials details').open"))
        self.browser.run("dispatchEvent(new Event('afterprint'))")
        self.assertTrue(all(self.browser.run(closed)))
        self.assert_quiet()

    def repeats_headings_on_paper(self) -> None:
        self.browser.media(kind="print")
        self.assertEqual([["table-header-group", "contents"]], self.browser.run("""[...new Set([...document.querySelectorAll('th button')].map(
            b => JSON.stringify([getComputedStyle(b.closest('thead')).display, getComputedStyle(b).display])))].map(JSON.parse)"""))
        rows = self.browser.run("new Set([...document.querySelectorAll('.figures div')].map(e => e.getBoundingClientRect().top)).size")
        self.assertEqual(1, rows)
        self.browser.media()

    def policy_holds(self) -> None:
        """A script that somebody got into the page would not run, nor load anything."""
        self.browser.run("""(() => { const script = document.createElement('script'); script.textContent = 'window.broken = 1';
            document.body.append(script); const image = new Image(); image.src = 'https://example.org/x.png'; document.body.append(image);
            return new Promise(r => setTimeout(r, 50)); })()""")
        self.assertTrue(self.browser.run("window.broken === undefined"))
        self.assertTrue(any("Content Security Policy" in complaint for complaint in self.browser.complaints))


if __name__ == "__main__":
    unittest.main()

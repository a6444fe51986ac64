//! The page for a clinician in a real browser: nothing runs over its edge, it is one sheet, and it fetches nothing.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use chrono::{Days, NaiveDate, Utc};
use solemate::domain::body::{Side, Technique};
use solemate::domain::record::{Ending, Fact, Hurt, Note, PainKind, Rating, SessionRecord, StepRecord, What};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::domain::time::stamp;
use solemate::store::journal::Journal;

#[path = "../../examples/histories/model.rs"]
mod model;

use super::Person;

/// A telephone of today, a small one, and a sheet of A4 at 96 points an inch.
const WIDTHS: [u32; 3] = [375, 320, 794];

#[allow(clippy::disallowed_methods, reason = "the program reads the clock of this machine too")]
fn today() -> NaiveDate {
    (Utc::now() - chrono::TimeDelta::hours(4)).date_naive()
}

impl Person {
    fn keeps(&self, facts: &[Fact]) {
        Journal::new(self.path("data/history"), self.path("state")).append(facts).unwrap();
    }

    fn browser(&self, dark: bool) -> Command {
        let mut browser = Command::new("chromium");
        browser
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
            ])
            .arg(format!("--user-data-dir={}", self.path("browser").display()))
            .arg(format!("--blink-settings=preferredColorScheme={}", u8::from(!dark)));
        browser
    }

    /// The page, and what a browser says of it at this width. The page itself is as it is shipped: it stands in a frame,
    /// and the frame's owner looks at it.
    fn probed(&self, page: &str, width: u32, dark: bool) -> serde_json::Value {
        let escaped = page.replace('&', "&amp;").replace('"', "&quot;");
        let probe = format!(
            r##"<!DOCTYPE html><meta charset="utf-8"><style>:root {{ color-scheme: light dark }}</style>
<iframe id="page" width="{width}" height="900" style="border: 0" srcdoc="{escaped}"></iframe><pre id="said"></pre>
<script>onload = () => {{
  const page = document.getElementById("page"), seen = page.contentDocument, root = seen.documentElement;
  const over = [...seen.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > {width} + 0.5);
  const size = text => text.getBoundingClientRect().height;
  document.getElementById("said").textContent = JSON.stringify({{
    width: page.contentWindow.innerWidth, needs: root.scrollWidth, over: over.map(one => one.outerHTML.slice(0, 80)),
    fetched: page.contentWindow.performance.getEntriesByType("resource").length, scripts: seen.scripts.length,
    paper: page.contentWindow.getComputedStyle(seen.body).backgroundColor,
    letters: Math.min(...[...seen.querySelectorAll("svg text")].map(size).filter(height => height > 0)),
  }});
}}</script>"##
        );
        let file = self.path("probe.html");
        fs::write(&file, probe).unwrap();
        let said = self.browser(dark).arg("--dump-dom").arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let (_, said) = said.split_once(r#"<pre id="said">"#).expect("the browser's answer");
        let (said, _) = said.split_once("</pre>").unwrap();
        serde_json::from_str(&said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).expect(said)
    }

    /// How many sheets of paper the page takes.
    fn sheets(&self, page: &PathBuf) -> usize {
        let pdf = self.path("page.pdf");
        let print = format!("--print-to-pdf={}", pdf.display());
        let printed = self.browser(false).args(["--no-pdf-header-footer", &print]).arg(page).output().unwrap();
        assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
        let bytes = fs::read(pdf).unwrap();
        bytes.split(|byte| *byte == b'\n').filter(|line| line.ends_with(b"/Type /Page")).count()
    }

    /// The page stands at every width, in light and in dark.
    fn stands(&self, args: &[&str]) -> PathBuf {
        let file = self.path("report.html");
        let made = [&["report", "--force", "-o", file.to_str().unwrap()], args].concat();
        self.gets(&made);
        let page = fs::read_to_string(&file).unwrap();
        for (width, dark) in WIDTHS.into_iter().flat_map(|width| [(width, false), (width, true)]) {
            let said = self.probed(&page, width, dark);
            assert_eq!(said["width"], width, "{said}");
            assert_eq!((&said["needs"], &said["over"]), (&width.into(), &serde_json::json!([])), "{width}: {said}");
            assert_eq!((&said["fetched"], &said["scripts"]), (&0.into(), &0.into()));
            let paper = if dark { "rgb(22, 24, 28)" } else { "rgb(255, 255, 255)" };
            assert_eq!(said["paper"], paper);
            assert!(said["letters"].as_f64().is_none_or(|height| height > 10.0), "{width}: {said}");
        }
        file
    }
}

/// A year with every technique on each side and both, the longest names there can be, and a hurt in each step.
fn longest() -> Vec<Fact> {
    let wide = |text: &str| Clean::visible(&text.chars().cycle().take(80).collect::<String>());
    let mut facts = Vec::new();
    for (back, n) in (0..52).zip(0_usize..) {
        let at = stamp::read(&format!("{}T20:00:00+00:00", today() - Days::new(back * 7))).unwrap();
        let seconds = Duration::from_secs;
        let step = |technique, side| StepRecord {
            name: wide(["Donaudampfschifffahrt", "Palms under the balls ", "足底筋膜"][n % 3]),
            technique: Some(technique),
            side,
            planned: seconds(1800),
            done: seconds(1750),
            skipped: true,
            hurts: vec![Hurt { at: seconds(9), into: seconds(9), round: Some(n as u32 + 1) }],
        };
        let sides = [Some(Side::Left), Some(Side::Right), None];
        let session = Fact::new(
            at,
            What::Session(SessionRecord {
                routine: RoutineId::new("mine").unwrap(),
                name: wide(&format!("{n}Unbreakable")),
                started: at - chrono::TimeDelta::hours(1),
                ending: Ending::Early,
                planned: seconds(3600),
                lived: seconds(3500),
                paused: seconds(0),
                fitted: None,
                steps: Technique::ALL.iter().flat_map(|t| sides.map(|side| step(*t, side))).collect(),
            }),
        );
        let text = Clean::visible(&"0123456789".repeat(30));
        facts.push(Fact::new(at, What::Note(Note { session: session.id, text })));
        for (kind, value) in [(PainKind::FirstStep, 10), (PainKind::NowBefore, 9), (PainKind::NowAfter, 7)] {
            for side in Side::BOTH {
                let session = (kind != PainKind::FirstStep).then_some(session.id);
                let value = value.try_into().unwrap();
                facts.push(Fact::new(at, What::Pain(Rating { side, kind, value, session, note: None, place: None })));
            }
        }
        facts.push(session);
    }
    facts
}

#[test]
#[ignore = "needs chromium"]
fn the_page_of_a_believable_year_stands_in_a_browser_and_is_one_sheet() {
    let person = Person::new();
    person.keeps(&model::Person::new(400, 20, 1, today()).flatten().collect::<Vec<_>>());
    for args in [&["--weeks", "8"][..], &["--weeks", "52"]] {
        let page = person.stands(args);
        assert_eq!(person.sheets(&page), 1, "{args:?}");
    }
    let page = person.stands(&["--weeks", "8", "--notes"]);
    assert_eq!(person.sheets(&page), 2, "notes begin on a sheet of their own");
}

#[test]
#[ignore = "needs chromium"]
fn the_page_of_the_longest_names_and_notes_stands_in_a_browser_and_is_one_sheet() {
    let person = Person::new();
    person.keeps(&longest());
    let page = person.stands(&["--weeks", "0"]);
    assert_eq!(person.sheets(&page), 1);
    person.stands(&["--weeks", "0", "--notes"]);
}

#[test]
#[ignore = "needs chromium"]
fn a_page_of_one_foot_and_a_page_of_nothing_stand_in_a_browser() {
    let person = Person::new();
    let page = person.stands(&[]);
    assert_eq!(person.sheets(&page), 1);
    person.rated("left", &[Some(6), None, Some(5)]);
    let page = person.stands(&[]);
    assert_eq!(person.sheets(&page), 1);
}

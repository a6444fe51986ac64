//! Five people live through six weeks, and home is looked at three times a day. What it said, and what they did with it,
//! stands in `tests/lives`, a file for each of them: every line there has to be one that the rules of the plan and of the
//! health profile can answer for.
//!
//! A day of a script is the first-step rating, then what is done in the morning, at midday and in the evening:
//!
//! ```text
//! 4/2 t - yo6      4 left, 2 right; what is suggested is done; nothing; a yes, then the other one, and it hurt 6
//! ```
//!
//! | letter | does |
//! |---|---|
//! | `t` `o` `-` | what is suggested, the other one, nothing; a digit behind it is the discomfort given meanwhile |
//! | `y` `n` | yes or no to what is offered |
//! | `p5` | rates the pain of the moment |
//! | `R` `T` `F` `A` `S` `V` | the keys of home: rest day, tired calves, flare-up, away or home, other foot, visit |
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use solemate::config::Settings;
use solemate::domain::body::{Feet, Side};
use solemate::domain::care::{Care, CarePlan, Profile as Wish};
use solemate::domain::catalogue::Entry;
use solemate::domain::health::{Answer, Profile, Question};
use solemate::domain::record::{Fact, Pain, PainKind, Rating, What};
use solemate::domain::time::clock;
use solemate::domain::words::{capital, care as said};
use solemate::store::library::Library;
use solemate::ui::keymap::Scope;
use support::house::{Disk, House};
use support::live::wall;

/// A Monday.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day");

/// When home is looked at.
const LOOKS: [&str; 3] = ["07:00", "13:00", "21:00"];

/// What stands before a suggestion.
const LEADS: [&str; 6] = ["This morning", "At midday", "Midday", "Tonight", "If you like", "No session"];

/// How what is offered begins.
const OFFERS: [&str; 7] = ["Level ", "Low for", "Pain is back", "Two weeks", "Four weeks", "More pain", "Three months"];

type Week = [&'static str; 7];

struct Person {
    file: &'static str,
    who: &'static str,
    plan: CarePlan,
    sore: Feet,
    health: &'static [(Question, &'static str)],
    weeks: [Week; 6],
}

/// A life as it goes on.
struct Life<'a> {
    person: &'a Person,
    disk: Disk,
    routines: Vec<Entry>,
    /// What was said last of the level, and of what is hidden.
    standing: [String; 2],
    told: String,
}

impl Life<'_> {
    fn begin(person: &Person) -> Life<'_> {
        let mut health = Profile::default();
        for (question, word) in person.health {
            health.set(*question, Some(Answer::read(*question, word).unwrap()));
        }
        let care = Care { plan: person.plan.clone(), ..Care::default() };
        let disk = Disk { care, health: Some(health.with_no_to_the_rest(FIRST)), ..Disk::default() };
        let told = format!("{}\n", person.who);
        Life { person, disk, routines: Library::new(None).entries(), standing: Default::default(), told }
    }

    fn day(&mut self, number: u64, script: &str) {
        let date = FIRST + Days::new(number);
        let (rated, looks) = script.split_once(' ').unwrap();
        let rated = self.rate(date, rated);
        let week = if number.is_multiple_of(7) { format!("\nWeek {}\n", number / 7 + 1) } else { String::new() };
        writeln!(self.told, "{week}\n{}   {rated}", date.format("%a %-d %b")).unwrap();
        let looks: Vec<_> = looks.split(' ').collect();
        assert_eq!(looks.len(), LOOKS.len(), "{date}: {script}");
        for (time, deeds) in LOOKS.into_iter().zip(looks) {
            self.look(date, time, deeds);
        }
    }

    /// Rates the first steps, before anything is looked at.
    fn rate(&mut self, date: NaiveDate, rated: &str) -> String {
        if rated == "." {
            return "first steps not rated".to_owned();
        }
        let mut values = rated.split('/').map(|value| Pain::try_from(value.parse::<u8>().unwrap()).unwrap());
        for side in Side::BOTH.into_iter().filter(|side| self.person.sore.include(*side)) {
            let value = values.next().unwrap();
            let rating = Rating { side, kind: PainKind::FirstStep, value, session: None, note: None, place: None };
            self.disk.said.push(Fact::new(wall(&format!("{date}T06:55:00+01:00")), What::Pain(rating)));
        }
        format!("first steps {rated}")
    }

    /// Opens the program, reads home, and does what the script says.
    fn look(&mut self, date: NaiveDate, time: &str, deeds: &str) {
        let settings = Settings { sore_foot: self.person.sore, ..Settings::default() };
        let ledger = self.disk.levels.len();
        let mut house = House::at(&format!("{date}T{time}:00+01:00"), std::mem::take(&mut self.disk), |setup| {
            setup.prefs = settings.prefs();
        });
        house.size = (200, 24);
        self.tell(&house, time);
        let mut letters = deeds.chars().peekable();
        while let Some(letter) = letters.next() {
            let digit = letters.next_if(char::is_ascii_digit);
            match letter {
                '-' => {}
                't' | 'o' => {
                    live(&mut house, letter == 'o', digit);
                    let done = house.sessions().pop().unwrap();
                    let hurt = digit.map_or_else(String::new, |digit| format!(", {digit} meanwhile"));
                    writeln!(self.told, "       > {} {}{hurt}", done.name, clock(done.lived)).unwrap();
                }
                'p' => {
                    house.press("f").press(&format!("{}<enter>", digit.unwrap()));
                    self.tell(&house, &format!("  > pain {}", digit.unwrap()));
                }
                'y' | 'n' => {
                    house.press(if letter == 'y' { "y" } else { "<esc>" });
                    self.tell(&house, &format!("  > {}", if letter == 'y' { "yes" } else { "no" }));
                }
                key => {
                    house.press(&key.to_string());
                    self.tell(&house, &format!("  > {key}"));
                }
            }
        }
        for entry in &house.disk.levels[ledger.min(house.disk.levels.len())..] {
            writeln!(self.told, "       ledger: level {}, {}", entry.level.number(), said::change(entry.why)).unwrap();
        }
        self.disk = house.disk;
    }

    /// Writes down what home says, in a line or three.
    fn tell(&mut self, house: &House, lead: &str) {
        assert_eq!(house.scope(), Scope::Home);
        let screen = house.screen();
        let lines: Vec<_> = screen.lines().map(str::trim).collect();
        let is_lead = |line: &&str| LEADS.iter().any(|lead| line.starts_with(lead));
        let from = lines.iter().position(is_lead).unwrap_or_else(|| panic!("{screen}"));
        let choice: Vec<_> =
            lines[from..].iter().take_while(|line| !line.is_empty()).map(|line| squeezed(line)).collect();
        writeln!(self.told, "{lead:>5}  {}", choice.join("  ")).unwrap();
        let below = lines.iter().skip_while(|line| !line.starts_with("Routines"));
        for line in below.filter(|line| OFFERS.iter().any(|begin| line.starts_with(begin))) {
            writeln!(self.told, "       * {line}").unwrap();
        }
        self.tell_standing(house);
    }

    /// The level and what is hidden, where they are other than they were.
    fn tell_standing(&mut self, house: &House) {
        let disk = &house.disk;
        let health = disk.health.unwrap();
        let care = Care { health, ledger: disk.levels.clone(), ..disk.care.clone() };
        let advice = care.advise(&house.kept(), self.routines.iter(), self.person.sore, house.now);
        let today = advice.suggestion.level;
        let sore =
            if today < advice.standing.level { format!("; today {}", said::level(today)) } else { String::new() };
        let level = format!("{}{sore}", said::level(advice.standing.level));
        let guard = care.guard(house.now);
        let hides = |one: &&Entry| one.state.as_ref().is_ok_and(|summary| guard.outlook(&summary.deeds).is_hidden());
        let names: Vec<_> = self.routines.iter().filter(hides).map(|one| one.title().to_string()).collect();
        let hidden = match names.len() {
            0 => "nothing is hidden".to_owned(),
            many => format!("{many} hidden for {}: {}", guard.holds(), names.join(", ")),
        };
        let standing = [level, hidden].map(|words| capital(&words));
        for (known, words) in self.standing.iter_mut().zip(standing) {
            if *known != words {
                writeln!(self.told, "       {words}").unwrap();
                *known = words;
            }
        }
    }
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lives what is suggested, or the other one, to its end; or until it hurts too much.
fn live(house: &mut House, other: bool, hurts: Option<char>) {
    let before = house.sessions().len();
    house.press(if other { "j<enter>" } else { "<enter>" });
    for _ in 0..6 {
        if !house.app.lives() {
            house.press("<enter>");
        }
    }
    assert!(house.app.lives(), "{house:?}");
    house.wait("90s");
    if let Some(digit) = hurts {
        house.press(&digit.to_string());
        if digit >= '6' {
            house.press("qq");
        }
    }
    for _ in 0..90 {
        if house.app.lives() {
            house.wait("1m");
        }
    }
    for _ in 0..4 {
        if house.scope() != Scope::Home {
            house.press("<enter>");
        }
    }
    assert_eq!((house.scope(), house.sessions().len()), (Scope::Home, before + 1), "{house:?}");
}

#[track_caller]
fn lived(person: &Person) {
    let mut life = Life::begin(person);
    for (number, script) in (0..).zip(person.weeks.iter().flatten()) {
        life.day(number, script);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lives").join(person.file);
    if std::env::var_os("WRITE_EXPECTED").is_some() {
        fs::write(&path, &life.told).unwrap();
    }
    let meant = fs::read_to_string(&path).unwrap_or_default();
    let differs = life.told.lines().zip(meant.lines()).find(|(told, meant)| told != meant);
    assert!(
        life.told == meant,
        "{}: {differs:#?}\nWRITE_EXPECTED=1 writes what is said now; each line is to be answered for",
        person.file
    );
}

#[test]
fn new_and_mild() {
    lived(&Person {
        file: "mild.txt",
        who: "New to it, and mild: the left foot, massage on three days a week.",
        plan: CarePlan::of(Wish::Mild),
        sore: Feet::Left,
        health: &[],
        weeks: [
            ["3 t t t", "3 t t t", "3 t - t", "2 t t t", "3 t t t", "3 t - t", ". - - -"],
            ["3 yt t t", "2 t t t", "2 t t o", "2 t t t", "1 t - t", "1 t t t", "1 - - t"],
            ["1 nt t t", "1 t t -", "2 t t t3", "1 t t t", "1 t - -", "1 t t t", "0 t R -"],
            ["1 t t t", "1 t t t", "1 At t t", "1 t - t", "1 t - t", ". - t t", "1 tA - t"],
            ["1 t t t", "1 t t t", "1 t o t", "0 t t t", "1 t - t", "1 t t t", "1 t - -"],
            ["1 t t t", "0 yt t t", "1 t t t", "1 t t t", "0 t - t", "0 t - t", "1 t - -"],
        ],
    });
}

#[test]
fn persistent_with_both_feet() {
    let mut plan = CarePlan::of(Wish::Persistent);
    plan.strength.on = true;
    lived(&Person {
        file: "persistent.txt",
        who: "Persistent, both feet: massage every day, a visit every week, heel raises chosen.",
        plan,
        sore: Feet::Both,
        health: &[],
        weeks: [
            ["5/4 t t t", "5/4 t t t", "5/3 t - t", "4/4 t t tt", "5/4 t - t", "4/3 t t tt", "4/3 t - t"],
            ["4/3 t t tV", "4/3 t - t", "3/3 yt t t", "4/3 t t t", "3/3 t t T", "3/3 t t t", "3/2 t t tt"],
            ["3/3 t t t", "3/2 t - tt", "4/3 t t t5", "3/3 t t t", ". - - -", ". - - t", "3/3 t t t"],
            ["3/2 tV t tt", "3/3 t t o", "3/2 yt t t", "3/3 t t tt", "3/3 t t t", "4/4 t t t", "4/3 t t t"],
            ["3/3 t t t", "3/3 t t tt", "5/3 t t t", "3/3 t t t", "3/2 t t t", "3/3 t - t", "3/3 t t t"],
            ["3/3 t t t", "3/3 t t t", "3/3 t t t", "2/3 t t t6", "3/2 t t t", "3/3 t t t", "3/3 t t t"],
        ],
    });
}

#[test]
fn pregnant() {
    lived(&Person {
        file: "pregnant.txt",
        who: "Pregnant: the right foot, the plan as it comes.",
        plan: CarePlan::of(Wish::Persistent),
        sore: Feet::Right,
        health: &[(Question::Pregnancy, "yes")],
        weeks: [
            ["3 t t t", "3 t t t", "4 t - t", "3 t t tt", "3 t t t", "4 t t t", "3 t t o"],
            ["3 yt t t", "3 t t t", "3 t t t", "4 t R -", "3 t t t", "3 t - t", "3 t t t"],
            ["3 t t t", "4 t t t", "5 t t t", "4 t - t", "3 t t t", "3 t t t", "3 t t tt"],
            ["3 t t t", "3 At t t", "3 t t t", "3 tA t t", "3 t t t", "3 t t t", ". - - t"],
            ["3 t t t", "3 t t t", "3 t t T", "3 t t t", "3 t t t", "3 t t t", "3 t t t"],
            ["3 t t t", "6 t t t", "3 t t t", "3 t t t", "2 t t t", "3 t t t", "3 t t t"],
        ],
    });
}

#[test]
fn diabetic_with_numb_feet() {
    lived(&Person {
        file: "diabetic.txt",
        who: "Diabetic with numb feet: both of them, the plan as it comes.",
        plan: CarePlan::of(Wish::Persistent),
        sore: Feet::Both,
        health: &[(Question::Diabetes, "yes")],
        weeks: [
            ["4/4 t t t", "4/3 t t t", "4/4 t t t", "3/4 t - t", "4/4 t t tt", "3/3 t t t", "4/3 t t -"],
            ["3/3 t t t", "3/3 t t t", "3/3 t t t", "4/3 t t t", "3/3 t t o", "3/3 t t t", "3/3 t t t"],
            ["3/3 t t t", "3/3 t t t", "3/3 t t t4", "6/3 t t t", "4/3 t t t", "3/3 t t t", "3/3 t t t"],
            ["3/3 t t t", ". - - -", ". - - -", ". - - -", "3/2 t t t", "3/3 t t t", "2/3 t t t"],
            ["3/3 t t t", "3/3 t t t", "3/2 t t t", "2/2 t t t", "3/3 t t t", "2/2 t t t", "3/2 t t t"],
            ["2/2 t t t", "3/2 t t t", "2/2 t t t", "2/2 t t t", "2/3 t t t", "2/2 t t t", "2/2 t t t"],
        ],
    });
}

#[test]
fn a_flare_up_in_week_three() {
    lived(&Person {
        file: "flare-up.txt",
        who: "A flare-up in week three: the left foot, massage every day, level 2 from the beginning.",
        plan: CarePlan { level: solemate::domain::plan::Level::numbered(2), ..CarePlan::of(Wish::Persistent) },
        sore: Feet::Left,
        health: &[],
        weeks: [
            ["2 t t t", "3 t t t", "2 t t t", "2 t t t", "3 t t t", "2 t t t", "2 t t t"],
            ["2 nt t t", "2 t t t", "2 t t t", "3 t t t", "2 t t t", "2 t t t", "2 t t t7"],
            ["4 t t t", "6 t t o", "7 t p5t -", "6 Ft - o", "5 t t t", "4 t t t", "4 t F t"],
            ["3 t t t", "3 t t t", "3 t t t", "3 t t t", "2 yt t t", "3 t t t", "2 t t t"],
            ["2 t t t", "2 t t t", "2 t t t", "2 t t t", "3 t t t", "2 t t t", "2 t t t"],
            ["2 t t t", "2 t t t", "2 t t t", "2 t t t", "1 t t t", "2 t t t", "2 t t t"],
        ],
    });
}

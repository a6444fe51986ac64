//! `solemate log day` and `solemate log visit`: words about a day. They steer what is suggested and are in no figure.

use chrono::{DateTime, FixedOffset};

use super::Log;
use crate::cli::failure::{Exit, Failure, Outcome};
use crate::cli::here::Here;
use crate::config::{SORE_FOOT, SettingsDesk};
use crate::domain::body::Feet;
use crate::domain::care::{Days, press, tick_visit};
use crate::domain::record::{DayMark, Fact, MarkedDay, What};
use crate::domain::time::Now;
use crate::domain::words::{self, care as said};
use crate::driver::care;
use crate::driver::printer::Printer;

const WORDS: &str = "rest, tired, flare, travel, home or swap";

impl Log {
    /// Keeps a word about the day of `at`, or takes it back where it was said before.
    pub(super) fn day(&self, word: Option<&str>, at: DateTime<FixedOffset>, here: &Here, out: &mut Printer) -> Outcome {
        self.refuse_feet()?;
        let Some(word) = word else {
            return Err(Failure::usage(format!("say which day it is: solemate log day rest ({WORDS})")));
        };
        let Some(mark) = DayMark::ALL.into_iter().find(|mark| mark.word() == word) else {
            return Err(Failure::usage(format!("there is no day \"{word}\": it is {WORDS}")));
        };
        let then = Now { wall: at, ..here.now() };
        if let (Some(id), Some(rev)) = (self.id, self.rev) {
            let fact = Fact { id, rev, at, corrected_at: None, what: What::Day(MarkedDay { mark }) };
            return keep(&[fact], then, here, out);
        }
        let known = care::facts(&here.journal(), then);
        let facts = press(&known, mark, then);
        if mark == DayMark::Home && Days::of(&known, then).marks(then.today()).travels.is_none() {
            return Err(Failure::person("no journey is under way: `solemate log day travel` begins one".to_owned()));
        }
        if mark == DayMark::Swap {
            swap(here)?;
        }
        keep(&facts, then, here, out)
    }

    /// Ticks the weekly visit, or takes that back.
    pub(super) fn visit(&self, at: DateTime<FixedOffset>, here: &Here, out: &mut Printer) -> Outcome {
        self.refuse_feet()?;
        let then = Now { wall: at, ..here.now() };
        let facts = tick_visit(&care::facts(&here.journal(), then), then);
        keep(&facts, then, here, out)
    }

    pub(super) fn refuse_feet(&self) -> Result<(), Failure> {
        let is_bare = self.left.is_none() && self.right.is_none() && self.note.is_none() && self.place.is_none();
        if is_bare { Ok(()) } else { Err(Failure::usage("feet, notes and places go with a rating")) }
    }
}

fn keep(facts: &[Fact], then: Now, here: &Here, out: &mut Printer) -> Outcome {
    let journal = here.journal();
    // A correction bears the moment at which it is made, whatever day it is about.
    let now = here.now().wall;
    let facts: Vec<Fact> = facts.iter().map(|fact| fact.clone().made(now)).collect();
    journal.append(&facts)?;
    for notice in journal.take_notices() {
        crate::cli::tell(&format!("solemate: {notice}"));
    }
    let day = words::day_and_time(then.wall, then.dawn);
    for fact in &facts {
        match &fact.what {
            What::Day(said) => out.line(&format!("Kept: {}, {day}.", said.mark.name()))?,
            What::Removed => out.line("Taken back.")?,
            _ => out.line(&format!("Kept: {}, {day}.", said::VISITED))?,
        }
    }
    Ok(Exit::Done)
}

/// The other foot is the sore one from now on, as the settings say.
fn swap(here: &Here) -> Result<(), Failure> {
    let sore = here.settings().sore_foot;
    if sore == Feet::Both {
        return Err(Failure::person(said::NO_OTHER_FOOT.to_owned()));
    }
    let desk = SettingsDesk::new(&here.places);
    desk.set(SORE_FOOT, sore.swapped().word()).map_err(|why| Failure::machine(why.to_string()))?;
    Ok(())
}

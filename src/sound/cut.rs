//! What of a routine cannot be said in the time there is for it: so much of it is cut.

use super::say::Occasion;
use super::script::{self, TooLong};
use super::wishes::Wishes;
use crate::domain::advice::Advice;
use crate::domain::desk::Answer;
use crate::domain::plan::{Choice, Plan};
use crate::domain::routine::{Routine, Step, Work};
use crate::domain::sheet::Sheet;
use crate::domain::text::Clean;
use crate::domain::time::shown_seconds;

/// Something about a step that is cut.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cut {
    /// The number of the step in a plan, from 0.
    pub number: usize,
    /// The key of a routine file that decides about it.
    pub key: &'static str,
    /// What is said when, how long that takes, and how long there is, as a sentence of `solemate check`.
    pub sentence: Clean,
}

/// What is cut of what is said of each step, but for what the file says is meant.
pub fn cuts(routine: &Routine, wishes: &Wishes) -> Vec<Cut> {
    let mut meant = Vec::new();
    collect_meant(&routine.steps, routine.meant.contains(&Advice::LongCue), &mut meant);
    let plan = Plan::unroll(routine, Choice::default());
    let long = longest(script::too_long(&plan, wishes));
    long.into_iter().filter(|long| meant.get(long.number) != Some(&true)).map(Cut::of).collect()
}

/// Points out in a form what is cut.
pub fn point_out(sheet: &mut Sheet, wishes: &Wishes) {
    let cuts = sheet.routine.as_deref().map(|routine| cuts(routine, wishes)).unwrap_or_default();
    for cut in cuts {
        sheet.point_out(Some(cut.number), Some(cut.key), &cut.sentence);
    }
}

/// What the desk answers, with that pointed out.
pub fn pointed_out(mut answer: Answer, wishes: &Wishes) -> Answer {
    match &mut answer {
        Answer::Opened(Ok(opened)) => point_out(&mut opened.sheet, wishes),
        Answer::Changed(Ok((_, sheet))) => point_out(sheet, wishes),
        _ => {}
    }
    answer
}

impl Cut {
    fn of(long: TooLong) -> Self {
        let (takes, room) = (shown_seconds(long.takes), shown_seconds(long.room));
        let (what, step, ending) = (spoken(long.occasion), long.step, Advice::LongCue.ending());
        let text = format!("{what} \"{step}\" takes about {takes} s to say, and has {room} s: it will be cut {ending}");
        Self { number: long.number, key: key(long.occasion), sentence: Clean::visible(&text) }
    }
}

/// What of a step is said on an occasion.
const fn spoken(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::ChangeSide => "what is said, as the side changes, before",
        Occasion::Rest => "what is said, in the rest, before",
        Occasion::GetReady => "what is said before",
        _ => "the cue of",
    }
}

/// What gives it more time.
const fn key(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::ChangeSide => "change",
        Occasion::Rest => "rest_between_rounds",
        Occasion::GetReady => "prep",
        _ => "cue",
    }
}

/// Each once: with the name of a side before it, a cue takes longer.
fn longest(all: Vec<TooLong>) -> Vec<TooLong> {
    let mut once: Vec<TooLong> = Vec::new();
    for long in all {
        let is_same = |one: &&mut TooLong| spoken(one.occasion) == spoken(long.occasion) && one.number == long.number;
        match once.iter_mut().find(is_same) {
            Some(one) if one.takes < long.takes => *one = long,
            Some(_) => {}
            None => once.push(long),
        }
    }
    once
}

/// Of each step that is no set, whether the file says that its cue may be cut.
fn collect_meant(steps: &[Step], outside: bool, all: &mut Vec<bool>) {
    for step in steps {
        let is_meant = outside || step.meant.contains(&Advice::LongCue);
        match &step.work {
            Work::Set(inner) => collect_meant(inner, is_meant, all),
            _ => all.push(is_meant),
        }
    }
}

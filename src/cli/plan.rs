//! `solemate plan`: what is suggested today and why, how firm, and what is due.

mod limits;

use chrono::NaiveDate;
use serde::Serialize;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use crate::config::{default_plan, unfit_routines};
use crate::domain::care::{Advice, Care, Entry, Next, Pick, Word};
use crate::domain::catalogue::Entry as Routine;
use crate::domain::health::{Guard, Question};
use crate::domain::plan::Level;
use crate::domain::record::{DayMark, RedFlags};
use crate::domain::safety::advice;
use crate::domain::time::clock;
use crate::domain::words::health::{NO_SESSION, flagged};
use crate::domain::words::{capital, care as said, uncapital};
use crate::driver::care;
use crate::driver::printer::{NotPrinted, Printer};

/// Show what to do today and why, and how firm
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The plan is plan.toml in the folder of settings; without it, `solemate plan --default` shows the one that holds."
)]
pub(super) struct Plan {
    /// How the level came to be what it is, change by change; and the bands and thresholds, each with its source
    #[arg(long)]
    why: bool,
    /// Go up a level, where the rules allow it
    #[arg(long, conflicts_with = "why")]
    up: bool,
    /// Ease off: half the massage days, and one stretch a day; plan.toml says so from then on
    #[arg(long, conflicts_with_all = ["why", "up"])]
    ease: bool,
    /// Return to the plan from before it was eased off
    #[arg(long, conflicts_with_all = ["why", "up", "ease"])]
    back: bool,
    /// Print a plan with every default in it, to begin one's own with
    #[arg(long, conflicts_with_all = ["why", "up", "ease", "back", "json"])]
    default: bool,
    /// As a JSON object; times in seconds
    #[arg(long)]
    json: bool,
}

/// Today by the plan, as scripts see it.
#[derive(Serialize)]
struct Told<'a> {
    day: NaiveDate,
    when: &'static str,
    /// Whether it is due, or only there for who wants it.
    due: bool,
    suggestion: Option<Picked<'a>>,
    second: Option<Picked<'a>>,
    level: Leveled,
    massage_due: bool,
    stretches: u8,
    stretches_done: u8,
    heel_raises_due: bool,
    visit_due: bool,
    /// What the person says of today: rest, tired, flare, travel.
    marks: Vec<DayMark>,
    /// What the person said before a session that speaks against any today: calf, foot, pop, fever, numb.
    red_flags: RedFlags,
    /// What is said once of how the weeks went: ease, back, see, further, worse or landed.
    word: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<Vec<Line>>,
    /// The bands and thresholds, with `--why`.
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<Vec<limits::Line>>,
}

#[derive(Serialize)]
struct Picked<'a> {
    routine: &'a str,
    name: &'a str,
    seconds: u32,
    why: String,
}

#[derive(Serialize)]
struct Leveled {
    /// The person's.
    level: u8,
    /// The one of today: lighter on a sore day.
    today: u8,
    since: NaiveDate,
    next: String,
}

#[derive(Serialize)]
struct Line {
    day: NaiveDate,
    level: u8,
    why: &'static str,
}

impl Plan {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        if self.default {
            out.text(default_plan())?;
            return Ok(Exit::Done);
        }
        let settings = here.settings();
        let (mut plan, notices) = care::open(&here.places);
        for notice in notices {
            super::tell(&format!("solemate: {notice}"));
        }
        let now = here.now();
        if let Some(word) = self.wanted() {
            (plan.plan, plan.eased) = care::ease(&here.places, word).map_err(|why| Failure::person(why.to_string()))?;
            if !self.json {
                out.line(&said::eased(&plan.plan, word))?;
            }
        }
        let facts = care::facts(&here.journal(), now);
        let entries = here.library(settings.sore_foot).entries();
        for notice in unfit_routines(&here.places.plan_file(), &plan.plan, &entries, &plan.guard(now)) {
            super::tell(&format!("solemate: {notice}"));
        }
        let feet = settings.choice().work;
        let mut advice = plan.advise(&facts, entries.iter(), feet, now);
        if self.up {
            let Some(yes) = advice.standing.yes(now.today()) else {
                return Err(Failure::person(format!(
                    "it stays level {}: {}",
                    advice.standing.level.number(),
                    uncapital(&said::next(&advice.standing))
                )));
            };
            let entries_new: Vec<Entry> = advice.standing.news.iter().copied().chain([yes]).collect();
            care::enter(&here.places, &mut plan, &entries_new)?;
            advice = plan.advise(&facts, entries.iter(), feet, now);
        }
        // Whoever has just said how much it is to be is not asked in the same breath.
        advice.word = advice.word.filter(|_| self.wanted().is_none());
        let mut news = std::mem::take(&mut advice.standing.news);
        let entry = |why| Entry { day: now.today(), level: advice.standing.level, why };
        news.extend(self.wanted().and_then(Word::yes).map(entry));
        // A script, a prompt or a status bar reads it as often as it likes; a person at a terminal reads it once.
        let is_read = out.is_terminal() && !self.json && !self.why;
        news.extend(advice.word.filter(|_| is_read).map(|word| entry(word.said())));
        if let Err(error) = care::enter(&here.places, &mut plan, &news) {
            super::tell(&format!("solemate: the level is not written down: {error}"));
        }
        if self.json {
            out.json(&self.told(&advice, &plan, now.today()))?;
        } else if self.why {
            print_ledger(&advice, &plan, out)?;
        } else {
            let guard = plan.guard(now);
            let flags = advice.suggestion.marks.flags;
            if guard.is_log_only() {
                print_no_session(&guard, out)?;
            } else if !flags.is_empty() {
                print_flagged(flags, out)?;
            } else {
                let own = settings.level.map(|own| (own, guard.level(plan.held(own, now))));
                print(&advice, (own, &guard), out)?;
            }
            print_weeks(&advice, out)?;
            if !guard.is_log_only() && flags.is_empty() {
                print_health(guard, &entries, out)?;
            }
        }
        Ok(Exit::Done)
    }

    /// What the person wants of the plan itself.
    const fn wanted(&self) -> Option<Word> {
        match (self.ease, self.back) {
            (true, _) => Some(Word::Ease),
            (_, true) => Some(Word::Back),
            _ => None,
        }
    }

    fn told<'a>(&self, advice: &'a Advice, care: &Care, day: NaiveDate) -> Told<'a> {
        let (suggestion, standing) = (&advice.suggestion, &advice.standing);
        let line = |entry: &Entry| Line { day: entry.day, level: entry.level.number(), why: entry.why.word() };
        Told {
            day,
            when: suggestion.anchor.word(),
            due: suggestion.is_due,
            suggestion: suggestion.pick.as_ref().map(picked),
            second: suggestion.second.as_ref().map(picked),
            level: Leveled {
                level: standing.level.number(),
                today: suggestion.level.number(),
                since: standing.since,
                next: said::next(standing),
            },
            massage_due: suggestion.due.massage,
            stretches: suggestion.due.stretches,
            stretches_done: suggestion.due.stretched,
            heel_raises_due: suggestion.due.raises,
            visit_due: suggestion.due.visit,
            marks: suggestion.marks.all().collect(),
            red_flags: suggestion.marks.flags,
            word: advice.word.map(|word| match word {
                Word::Ease => "ease",
                Word::Back => "back",
                Word::See => "see",
                Word::Further => "further",
                Word::Worse => "worse",
                Word::Landed => "landed",
            }),
            ledger: self.why.then(|| care.ledger.iter().map(line).collect()),
            limits: self.why.then(|| limits::lines(&care.plan.limits)),
        }
    }
}

fn picked(pick: &Pick) -> Picked<'_> {
    Picked { routine: pick.id.as_str(), name: &pick.name, seconds: pick.total.0, why: said::why(pick) }
}

/// What stands before each part.
fn part(name: &str, lines: &[String], out: &mut Printer) -> Result<(), NotPrinted> {
    for (number, line) in lines.iter().enumerate() {
        out.line(format!("{:13}{line}", if number == 0 { name } else { "" }).trim_end())?;
    }
    Ok(())
}

/// Where pain is logged and nothing else is done.
fn print_no_session(guard: &Guard, out: &mut Printer) -> Result<(), NotPrinted> {
    let mut lines = vec![NO_SESSION.to_owned()];
    lines.extend(guard.holds().advice().into_iter().map(str::to_owned));
    lines.push("`solemate log` keeps it, `solemate health` shows your answers.".to_owned());
    part("Today", &lines, out)
}

/// On the day of a red flag.
fn print_flagged(flags: RedFlags, out: &mut Printer) -> Result<(), NotPrinted> {
    let mut lines = vec![flagged(flags)];
    lines.extend(advice(flags.answers()).map(str::to_owned));
    lines.push("`solemate log` keeps your pain. `solemate start` asks again, where it is so no more.".to_owned());
    part("Today", &lines, out)
}

/// `own` is the level that the settings say, and what the health profile leaves of it.
fn print(advice: &Advice, (own, guard): (Option<(Level, Level)>, &Guard), out: &mut Printer) -> Result<(), NotPrinted> {
    let (suggestion, standing) = (&advice.suggestion, &advice.standing);
    let mut lines = match &suggestion.pick {
        Some(pick) => vec![format!("{}   {}", pick.name, clock(pick.total.span())), said::why(pick)],
        None => vec!["rest: no routine is left that may be done today".to_owned()],
    };
    lines.extend(suggestion.second.as_ref().map(said::second));
    part(said::when(suggestion), &lines, out)?;
    out.line("")?;
    let mut due = vec![said::due(suggestion).unwrap_or_else(|| "nothing more".to_owned())];
    if suggestion.due.visit {
        due.push("A hands-on visit, if you have them: `solemate log visit` ticks it.".to_owned());
    }
    part("Due today", &due, out)?;
    let mut lines = vec![format!("{}, {}", said::level(standing.level), said::since(standing.since))];
    let why = why_lighter(advice, guard);
    lines.extend(why.map(|why| format!("Today {}: {why}.", said::level(suggestion.level))));
    if standing.next != Next::Health || why != Some(KEPT) {
        lines.push(said::next(standing));
    }
    lines.extend(own.map(|(own, held)| match held == own {
        true => format!("Sessions keep to {}, as the settings say.", said::level(own)),
        false => {
            let less = "and your health profile asks for less";
            format!("Sessions keep to {}: the settings say level {}, {less}.", said::level(held), own.number())
        }
    }));
    out.line("")?;
    part("Level", &lines, out)
}

/// What is said once of how the weeks went, if anything is.
fn print_weeks(advice: &Advice, out: &mut Printer) -> Result<(), NotPrinted> {
    let Some(word) = advice.word else { return Ok(()) };
    let [full, _] = said::word(word, advice.limits);
    let how = match word {
        Word::Ease => "`solemate plan --ease` does it.",
        Word::Back => "`solemate plan --back` does it.",
        Word::See | Word::Worse | Word::Further | Word::Landed => "",
    };
    out.line("")?;
    part("The weeks", &[format!("{full} {how}").trim_end().to_owned()], out)
}

/// What is said where the health profile allows no other level.
const KEPT: &str = "your health profile keeps it there";

/// Why it is lighter today than the person's level, if it is.
fn why_lighter(advice: &Advice, guard: &Guard) -> Option<&'static str> {
    let (today, day, own) = (advice.suggestion.level, advice.day_level, advice.standing.level);
    Some(match (day < own, today < day) {
        (false, false) => return None,
        _ if guard.keeps_massage_light() => KEPT,
        (true, false) => "the foot is sore",
        (true, true) => "the foot is sore, and your health profile asks for less",
        (false, true) => "strong painkillers",
    })
}

fn print_health(guard: Guard, entries: &[Routine], out: &mut Printer) -> Result<(), NotPrinted> {
    if guard.is_clear() {
        return Ok(());
    }
    let is_hidden =
        |entry: &&Routine| entry.state.as_ref().is_ok_and(|summary| guard.outlook(&summary.deeds).is_hidden());
    let hidden = match entries.iter().filter(is_hidden).count() {
        0 => "`solemate health` shows your answers.".to_owned(),
        1 => "1 routine is not offered: `solemate health` names it.".to_owned(),
        many => format!("{many} routines are not offered: `solemate health` names them."),
    };
    out.line("")?;
    let holds = guard.holds();
    let because = if holds.is_empty() { "a clinician has agreed".to_owned() } else { holds.to_string() };
    let stays = guard.agreed().questions().filter_map(Question::stays).map(|stays| format!("; {stays}"));
    part("Health", &[format!("{}{}.", capital(&because), stays.collect::<String>()), hidden], out)
}

fn print_ledger(advice: &Advice, care: &Care, out: &mut Printer) -> Result<(), NotPrinted> {
    for entry in care.ledger.iter().filter(|entry| !entry.why.is_said()) {
        out.line(&said::ledger_line(entry))?;
    }
    out.line("")?;
    out.line(&format!("Now {}. {}", said::level(advice.standing.level), said::next(&advice.standing)))?;
    limits::print(&care.plan.limits, out)
}

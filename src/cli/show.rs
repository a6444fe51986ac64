//! `solemate show`: one routine unrolled, with its times.

use std::time::Duration;

use serde::Serialize;

use super::failure::{Exit, Outcome};
use super::here::{Here, SideWord, choice, minutes};
use crate::domain::body::{Part, Position, Side, Technique, Zone};
use crate::domain::fit::{Adjustment, Fit};
use crate::domain::health::{Because, Guard, Outlook, Question};
use crate::domain::plan::{Block, Choice, Kind, Plan, PlanStep};
use crate::domain::record::{Fitted, Pain};
use crate::domain::routine::Routine;
use crate::domain::rule::Rule;
use crate::domain::text::Clean;
use crate::domain::time::clock;
use crate::domain::toward::Toward;
use crate::domain::words::health::{left_out, not_offered, sentence};
use crate::domain::words::{dose, place, sides};
use crate::driver::printer::{NotPrinted, Printer};
use crate::ui::widget::text::wrap;

/// Show a routine as it would be lived, step by step with its times
#[derive(clap::Args, Debug)]
pub(super) struct Show {
    /// Its id (`solemate list` names them) or a file
    routine: String,
    /// For these sides
    #[arg(long, value_name = "SIDE")]
    side: Option<SideWord>,
    /// Fitted to so many minutes, 1 to 240: what is shorter and what is left out
    #[arg(long, value_name = "N", value_parser = minutes())]
    minutes: Option<u32>,
    /// As on paper: with what the health profile leaves out or softens, too
    #[arg(long)]
    anyway: bool,
    /// As a JSON object; times in seconds from the start
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let settings = here.settings();
        let library = here.library(settings.sore_foot);
        let routine = library.load(&self.routine)?;
        let choice = here.at_level(&settings, choice(&settings, self.side));
        let (minutes, guard) = (self.minutes, here.guard_or_say());
        let fitted = |guard| Fit::new(&routine, choice, &Adjustment { minutes, guard, ..Adjustment::default() });
        let mut fit = fitted(guard);
        if self.anyway && !fit.outlook.log_only {
            fit = Fit { outlook: fit.outlook, ..fitted(Guard::default()) };
        }
        if self.json {
            out.json(&Shown::of(&routine, &fit))?;
        } else {
            let withheld = |rule: &Rule| library.withheld(rule, &guard);
            print(&routine, &fit, (&self.routine, self.anyway, &withheld), out)?;
        }
        Ok(Exit::Done)
    }
}

/// Prints texts broken between words, the following lines indented.
struct Page<'a> {
    out: &'a mut Printer,
    width: u16,
}

impl Page<'_> {
    /// `lead` stands before the first line; the others begin under where the text began.
    fn put(&mut self, lead: &str, text: &str) -> Result<(), NotPrinted> {
        let indent = lead.chars().count();
        let room = self.width.saturating_sub(u16::try_from(indent).unwrap_or(0)).max(20);
        for (number, line) in wrap(text, room).enumerate() {
            let before = if number == 0 { lead.to_owned() } else { " ".repeat(indent) };
            self.out.line(&format!("{before}{line}"))?;
        }
        Ok(())
    }
}

/// As it is named, whether as on paper, and why nothing can come of a rule.
type How<'a> = (&'a str, bool, &'a dyn Fn(&Rule) -> Option<Because>);

fn print(
    routine: &Routine,
    fit: &Fit,
    (named, anyway, withheld): How<'_>,
    out: &mut Printer,
) -> Result<(), NotPrinted> {
    let plan = &fit.plan;
    let width = u16::try_from(out.width()).unwrap_or(80);
    let mut page = Page { out, width };
    page.put("", &format!("{} ({})", routine.name, routine.id))?;
    if let Some(goal) = &routine.goal {
        page.put("", goal)?;
    }
    let not_offered = not_offered(&fit.outlook, named);
    if fit.outlook.log_only {
        return page.put("", not_offered.as_deref().unwrap_or_default());
    }
    page.put("", &format!("{}, {}.", clock(plan.total()), sides(plan.choice)))?;
    if let Some(text) = not_offered.filter(|_| !anyway) {
        page.put("", &text)?;
    }
    if anyway && !fit.outlook.because().is_empty() {
        page.put("", &format!("As on paper, whatever your health profile says: {}.", fit.outlook.because()))?;
    }
    for (word, text) in fit.explained() {
        page.put("", &sentence(word, &text))?;
    }
    if !routine.equipment.is_empty() {
        page.put("", &format!("At hand: {}.", joined(&routine.equipment)))?;
    }
    for rule in &routine.rules {
        let (from, id) = (rule.at_least.value(), &rule.instead);
        let text = match withheld(rule) {
            None => format!("With pain of {from} or more before: {id} is offered in its place."),
            Some(because) => {
                format!("With pain of {from} or more before the file says {id}. {}", left_out(because))
            }
        };
        page.put("", &text)?;
    }
    page.out.line("")?;
    if plan.is_empty() && fit.outlook.is_gone() {
        return Ok(());
    }
    if plan.is_empty() {
        page.put("", "Nothing in it is for the side chosen.")?;
    }
    let mut at = Duration::ZERO;
    for block in &plan.blocks {
        let step = &plan.steps[block.step];
        for segment in &plan.segments[block.start..block.work] {
            let words = match segment.kind {
                Kind::Rest => "rest",
                Kind::ChangeSide => "change sides",
                // Getting ready is the space between two times.
                _ => "",
            };
            if !words.is_empty() {
                page.put(&format!("{:>7}  ", clock(at)), &format!("{words} {}", clock(segment.length)))?;
            }
            at += segment.length;
        }
        let lead = format!("{:>7}  {:<11}  ", clock(at), place(block.side, step));
        page.put(&lead, &format!("{}: {}", step.name, details(plan, block, step)))?;
        at += plan.segments[block.work..block.end].iter().map(|segment| segment.length).sum::<Duration>();
    }
    page.put(&format!("{:>7}  ", clock(plan.total())), "the end")?;
    if !routine.sources.is_empty() {
        page.out.line("")?;
        page.put("Sources: ", &joined(&routine.sources))?;
    }
    Ok(())
}

/// `3:00, round 1 of 2, 20 a minute, limit 4`.
fn details(plan: &Plan, block: &Block, step: &PlanStep) -> String {
    let mut details = vec![dose(plan, block)];
    if block.rounds > 1 {
        details.push(format!("round {} of {}", block.round, block.rounds));
    }
    details.extend(step.pace.map(|pace| format!("{pace} a minute")));
    details.extend(step.toward.map(|toward| format!("toward the {}", toward.word())));
    details.extend(step.limit.filter(|limit| *limit > 0).map(|limit| format!("limit {limit}")));
    details.join(", ")
}

fn joined(words: &[Clean]) -> String {
    words.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ")
}

/// A routine unrolled, as scripts see it.
#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    name: &'a Clean,
    goal: Option<&'a Clean>,
    when: &'a [Clean],
    rules: Vec<ShownRule<'a>>,
    equipment: &'a [Clean],
    level: Option<u32>,
    sources: &'a [Clean],
    choice: Choice,
    fitted: Option<&'a Fitted>,
    /// What the health profile says of it: null where it says nothing.
    health: Option<Health>,
    seconds: f64,
    blocks: Vec<ShownBlock<'a>>,
}

/// What the health profile says of a routine.
#[derive(Serialize)]
pub(super) struct Health {
    /// Whether it is not offered.
    hidden: bool,
    /// The questions because of which some of it is left out.
    left_out_for: Vec<&'static str>,
    /// Those because of which some of it is lighter.
    lighter_for: Vec<&'static str>,
}

impl Health {
    pub(super) fn of(outlook: &Outlook) -> Option<Self> {
        let words = |because: Because| because.questions().map(Question::word).collect::<Vec<_>>();
        let says = outlook.is_hidden() || !outlook.because().is_empty();
        says.then(|| Self {
            hidden: outlook.is_hidden(),
            left_out_for: words(outlook.hidden),
            lighter_for: words(outlook.softened),
        })
    }
}

/// What is offered in its place on a sore day.
#[derive(Serialize)]
struct ShownRule<'a> {
    before_at_least: Pain,
    r#use: &'a str,
}

/// One step on one side in one round.
#[derive(Serialize)]
struct ShownBlock<'a> {
    /// Where its work begins.
    at: f64,
    step: usize,
    name: &'a Clean,
    side: Option<Side>,
    part: Part,
    technique: Option<Technique>,
    zones: &'a [Zone],
    toward: Option<Toward>,
    position: Option<Position>,
    work: String,
    round: u32,
    rounds: u32,
    pace: Option<u32>,
    limit: Option<u32>,
    cue: Option<&'a Clean>,
    segments: Vec<ShownSegment>,
}

#[derive(Serialize)]
struct ShownSegment {
    at: f64,
    seconds: f64,
    kind: Kind,
    count: u32,
    of: u32,
}

impl<'a> Shown<'a> {
    fn of(routine: &'a Routine, fit: &'a Fit) -> Self {
        let plan = &fit.plan;
        let mut at = Duration::ZERO;
        let blocks = plan.blocks.iter().map(|block| {
            let step = &plan.steps[block.step];
            let segments: Vec<ShownSegment> = plan.segments[block.start..block.end]
                .iter()
                .map(|segment| {
                    let begin = at;
                    at += segment.length;
                    ShownSegment {
                        at: begin.as_secs_f64(),
                        seconds: segment.length.as_secs_f64(),
                        kind: segment.kind,
                        count: segment.count,
                        of: segment.of,
                    }
                })
                .collect();
            ShownBlock {
                at: segments.get(block.work - block.start).map_or(0.0, |segment| segment.at),
                step: block.step + 1,
                name: &step.name,
                side: block.side,
                part: step.part,
                technique: step.technique,
                zones: &step.zones,
                toward: step.toward,
                position: step.position,
                work: dose(plan, block),
                round: block.round,
                rounds: block.rounds,
                pace: step.pace,
                limit: step.limit,
                cue: step.cue.as_ref(),
                segments,
            }
        });
        Self {
            id: routine.id.as_str(),
            name: &routine.name,
            goal: routine.goal.as_ref(),
            when: &routine.when,
            rules: routine
                .rules
                .iter()
                .map(|rule| ShownRule { before_at_least: rule.at_least, r#use: rule.instead.as_str() })
                .collect(),
            equipment: &routine.equipment,
            level: routine.level,
            sources: &routine.sources,
            choice: plan.choice,
            fitted: plan.fitted.as_deref(),
            health: Health::of(&fit.outlook),
            seconds: plan.total().as_secs_f64(),
            blocks: blocks.collect(),
        }
    }
}

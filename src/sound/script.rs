//! What is said for a cue: a pure function of the plan and the person's wishes.

use std::borrow::Cow;
use std::time::Duration;

use super::phrase::Phrase;
use super::say::{Occasion, Template, Templates, Variable};
use super::wishes::Wishes;
use crate::domain::body::Part;
use crate::domain::motion::{Beat, place};
use crate::domain::plan::{Block, Kind, Plan, PlanStep, Segment};
use crate::domain::session::{Cue, CueKind, Session, left_at_halfway};
use crate::domain::time::{Moment, shown_seconds};
use crate::domain::words::place_at;

/// Where a session stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    plan: &'a Plan,
    /// The segment under way.
    at: usize,
    /// What is left of it; none if nobody knows.
    left: Option<Duration>,
    /// How much of it has been lived, and how long it is.
    lived: (Duration, Duration),
    /// How long it is until half-way is said, if it will be.
    halfway: Option<Duration>,
    /// How long it is until the hands go on to another zone in it, if they do.
    zone: Option<Duration>,
}

impl<'a> Place<'a> {
    /// Where this one stands at `now`; none once it is over.
    pub fn of(session: &'a Session, now: Moment) -> Option<Self> {
        if session.ending().is_some() {
            return None;
        }
        let glance = session.glance(now);
        let left = (glance.segment.kind != Kind::Wait).then_some(glance.clock);
        Some(Self {
            plan: session.plan(),
            at: session.at(),
            left,
            lived: (glance.elapsed, glance.length),
            halfway: session.until_halfway(now),
            zone: session.until_next_zone(now),
        })
    }

    /// Where one stands that has just come to a segment.
    fn opening(plan: &'a Plan, at: usize, segment: &Segment) -> Self {
        let left = (segment.kind != Kind::Wait).then_some(segment.length);
        let halfway = left_at_halfway(segment, segment.length).map(|left| segment.length.saturating_sub(left));
        let zone = place::changes(plan.step_of(at), segment, segment.length).next();
        let zone = zone.map(|left| segment.length.saturating_sub(left));
        Self { plan, at, left, lived: (Duration::ZERO, segment.length), halfway, zone }
    }

    /// The same, so much later.
    #[must_use]
    pub fn in_a_while(self, wait: Duration) -> Self {
        let later = |span: Option<Duration>| span.map(|span| span.saturating_sub(wait));
        let lived = (self.lived.0.saturating_add(wait).min(self.lived.1), self.lived.1);
        Self { left: later(self.left), lived, halfway: later(self.halfway), zone: later(self.zone), ..self }
    }

    /// Whether half of a long stretch of work is done just now: that is said in the same breath.
    fn is_halfway(&self) -> bool {
        let left = self.lived.1.saturating_sub(self.lived.0);
        left_at_halfway(&self.plan.segments[self.at], self.lived.1)
            .is_some_and(|half| shown_seconds(left) == half.as_secs())
    }

    /// The moment of a segment that something is said about: of the one under way, or else the one at which it begins.
    fn beat(&self, about: usize) -> Beat {
        let segment = &self.plan.segments[about];
        let (elapsed, length) = if about == self.at { self.lived } else { (Duration::ZERO, segment.length) };
        Beat::of(segment, elapsed, length)
    }
}

/// The phrase of a cue, cut to what fits until the next one; none where nothing is said. Without a place, the session is
/// over.
pub fn phrase(cue: Cue, place: Option<Place<'_>>, wishes: &Wishes) -> Option<Phrase> {
    let Some(place) = place else {
        return wishes.say.of(occasion(cue.kind, None)?).say(|_| String::new(), None, wishes.rate);
    };
    place.plan.segments.get(cue.segment)?;
    let opens = opening(place.plan, cue.segment);
    let occasion = occasion(cue.kind, opens)?;
    let room = room(place, occasion, &wishes.say);
    let mut words = words(occasion, (place.plan, cue.segment), &wishes.say);
    if cue.kind == CueKind::NextZone && place.is_halfway() {
        words = Cow::Owned(wishes.say.of(Occasion::Halfway).followed_by(&words));
    }
    let rests = place.plan.segments[cue.segment].kind == Kind::Rest;
    let value = |variable| match (variable, cue.kind) {
        (Variable::Pain, CueKind::AboveLimit(pain) | CueKind::TooMuch(pain)) => pain.value().to_string(),
        // In a rest neither leg is asked for yet.
        (Variable::Side | Variable::Part, CueKind::Resumed) if rests => String::new(),
        _ => value(variable, place, cue.segment),
    };
    words.say(value, room, wishes.rate)
}

/// What is said when so much is left of a segment.
pub fn mark(plan: &Plan, segment: usize, left: Duration, wishes: &Wishes) -> Option<Phrase> {
    plan.segments.get(segment)?;
    let length = plan.segments[segment].length;
    let lived = (length.saturating_sub(left), length);
    let place = Place { plan, at: segment, left: Some(left), lived, halfway: None, zone: None };
    wishes.say.of(Occasion::Left).say(|variable| value(variable, place, segment), Some(left), wishes.rate)
}

/// Whether nothing goes on after this cue, so that nothing is said on either.
pub const fn halts(kind: CueKind) -> bool {
    matches!(kind, CueKind::Paused | CueKind::Away(_) | CueKind::Waiting | CueKind::Stopped)
}

/// Whether what is said for a cue must be heard to its end.
pub const fn is_urgent(kind: CueKind) -> bool {
    matches!(kind, CueKind::ThatHurt | CueKind::AboveLimit(_) | CueKind::TooMuch(_))
}

/// Whether another part is gone to than what went before leads to.
pub const fn leaves(kind: CueKind) -> bool {
    matches!(kind, CueKind::Skipped | CueKind::WentBack | CueKind::Swapped)
}

/// Whether what is said for a cue may wait behind what must be heard to its end: it is about what goes on by itself.
pub const fn may_wait(kind: CueKind) -> bool {
    kind.is_change() || matches!(kind, CueKind::Halfway | CueKind::Done)
}

/// Something about a step that cannot be said in the time there is for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TooLong {
    /// The step.
    pub step: String,
    /// Its number in the plan, from 0.
    pub number: usize,
    /// When it is said.
    pub occasion: Occasion,
    /// How long it takes.
    pub takes: Duration,
    /// How long there is.
    pub room: Duration,
}

/// What is cut of what a plan says, each once.
pub fn too_long(plan: &Plan, wishes: &Wishes) -> Vec<TooLong> {
    let mut found: Vec<TooLong> = Vec::new();
    let say = wishes.say.read();
    for (at, segment) in plan.segments.iter().enumerate() {
        let occasion = match plan.changes_at_once(at) {
            true => Occasion::ChangeSide,
            false => entry(segment.kind, opening(plan, at)),
        };
        let number = plan.block_of(at).step;
        if plan.step_of(at).aloud.voice == Some(false) {
            continue;
        }
        if found.iter().any(|known| known.occasion == occasion && known.number == number) {
            continue;
        }
        let place = Place::opening(plan, at, segment);
        let Some(room) = room(place, occasion, &say) else { continue };
        // The way the hands go is said where there is time for it.
        let value = |variable| match variable {
            Variable::Way => String::new(),
            _ => value(variable, place, at),
        };
        let whole = words(occasion, (plan, at), &say).say(value, None, wishes.rate);
        if let Some(takes) = whole.map(|whole| whole.length(wishes.rate)).filter(|takes| *takes > room) {
            found.push(TooLong { step: plan.step_of(at).name.to_string(), number, occasion, takes, room });
        }
    }
    found
}

/// The words for an occasion. Where the work on the other side begins with the change, its own follow.
fn words<'a>(occasion: Occasion, (plan, segment): (&Plan, usize), say: &'a Templates) -> Cow<'a, Template> {
    let words = say.of(occasion);
    if occasion != Occasion::ChangeSide || !plan.changes_at_once(segment) {
        return words;
    }
    let waits = plan.segments[segment].kind == Kind::Wait;
    Cow::Owned(words.followed_by(&say.of(if waits { Occasion::CountUp } else { Occasion::Go })))
}

/// How a block's work begins, for its first segment: with a gap before it, or without one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    AfterAGap,
    AtOnce,
}

/// How the work of a block opens with this segment; none if it does not.
fn opening(plan: &Plan, segment: usize) -> Option<Opening> {
    let block = plan.block_of(segment);
    let opening = if block.start < block.work { Opening::AfterAGap } else { Opening::AtOnce };
    (segment == block.work).then_some(opening)
}

/// When a cue is said; none for what the person just did with a key, and for the countdown, which has its tones.
fn occasion(kind: CueKind, opens: Option<Opening>) -> Option<Occasion> {
    let work = |within| match opens {
        Some(Opening::AfterAGap) => Occasion::Go,
        Some(Opening::AtOnce) => Occasion::Begin,
        None => within,
    };
    Some(match kind {
        CueKind::Rest => Occasion::Rest,
        CueKind::GetReady => Occasion::GetReady,
        CueKind::ChangeSide => Occasion::ChangeSide,
        CueKind::Go | CueKind::NextSpot => work(Occasion::NextSpot),
        CueKind::NextZone => Occasion::NextZone,
        CueKind::Hold => work(Occasion::Hold),
        CueKind::Release => Occasion::Release,
        CueKind::Up => work(Occasion::Up),
        CueKind::Top => work(Occasion::Top),
        CueKind::Down => work(Occasion::Down),
        CueKind::CountUp => Occasion::CountUp,
        CueKind::Halfway => Occasion::Halfway,
        CueKind::Waiting => Occasion::Waiting,
        CueKind::Paused => Occasion::Paused,
        CueKind::Resumed => Occasion::Resumed,
        CueKind::Away(_) => Occasion::Away,
        CueKind::Swapped => Occasion::Swapped,
        CueKind::ThatHurt | CueKind::AboveLimit(_) => Occasion::Hurt,
        CueKind::TooMuch(_) => Occasion::TooMuch,
        CueKind::Stopped => Occasion::Stopped,
        CueKind::Done => Occasion::Done,
        CueKind::Last(_)
        | CueKind::Skipped
        | CueKind::WentBack
        | CueKind::Added
        | CueKind::Taken
        | CueKind::WillWait
        | CueKind::WillNotWait
        | CueKind::Noted
        | CueKind::NotedAlready
        | CueKind::NothingYet => return None,
    })
}

/// What a segment begins with.
const fn entry(kind: Kind, opens: Option<Opening>) -> Occasion {
    match (kind, opens) {
        (Kind::Rest, _) => Occasion::Rest,
        (Kind::GetReady, _) => Occasion::GetReady,
        (Kind::ChangeSide, _) => Occasion::ChangeSide,
        (Kind::Wait, _) => Occasion::CountUp,
        (_, Some(Opening::AfterAGap)) => Occasion::Go,
        (_, Some(Opening::AtOnce)) => Occasion::Begin,
        (Kind::Work, None) => Occasion::NextSpot,
        (Kind::Hold, None) => Occasion::Hold,
        (Kind::Release, None) => Occasion::Release,
        (Kind::Up, None) => Occasion::Up,
        (Kind::Top, None) => Occasion::Top,
        (Kind::Down, None) => Occasion::Down,
    }
}

/// How long there is until the next thing is said; none while nothing else comes by itself, or what comes waits.
fn room(place: Place<'_>, occasion: Occasion, say: &Templates) -> Option<Duration> {
    match occasion {
        Occasion::CountUp | Occasion::Waiting | Occasion::Paused | Occasion::Away => return None,
        Occasion::Hurt | Occasion::TooMuch | Occasion::Stopped | Occasion::Done => return None,
        _ => {}
    }
    let halfway = place.halfway.filter(|_| !say.of(Occasion::Halfway).is_silent());
    let zone = place.zone.filter(|_| !say.of(Occasion::NextZone).is_silent());
    if let Some(next) = halfway.into_iter().chain(zone).min() {
        return Some(next);
    }
    let mut room = place.left?;
    for (number, next) in place.plan.segments.iter().enumerate().skip(place.at + 1) {
        let opens = opening(place.plan, number);
        // A step's own cue may be missing; what begins a step is waited for all the same.
        if opens.is_some() || !say.of(entry(next.kind, opens)).is_silent() {
            return Some(room);
        }
        room = room.saturating_add(next.length);
    }
    Some(room)
}

/// What a variable stands for, in what is said about a segment.
fn value(variable: Variable, place: Place<'_>, about: usize) -> String {
    let plan = place.plan;
    let segment = &plan.segments[about];
    let (block, step) = (plan.block_of(about), plan.step_of(about));
    let part = || place::part(step, block.side, &place.beat(about));
    match variable {
        Variable::Step => step.name.to_string(),
        Variable::Cue => step.cue.as_deref().map_or_else(String::new, ended),
        Variable::Side => side_and_part(block, step, part()).0,
        Variable::Part => side_and_part(block, step, part()).1,
        Variable::Zone => place::zone_name(step, &place.beat(about)).unwrap_or_default().to_owned(),
        Variable::Way => place::way(step, &place.beat(about)).unwrap_or_default().to_owned(),
        Variable::Limb => match step.part {
            Part::Foot | Part::Ankle => "foot".into(),
            Part::Calf | Part::Thigh | Part::Leg => "leg".into(),
        },
        Variable::Next => next(plan, about),
        Variable::Left => place.left.map_or_else(String::new, span),
        // It belongs to what the person just said, not to the plan.
        Variable::Pain => String::new(),
        Variable::Rep => segment.count.to_string(),
        Variable::Reps => segment.of.to_string(),
        Variable::Round => {
            if block.rounds > 1 {
                block.round.to_string()
            } else {
                String::new()
            }
        }
        Variable::Rounds => {
            if block.rounds > 1 {
                block.rounds.to_string()
            } else {
                String::new()
            }
        }
    }
}

/// `left` and `calf`; `both` and `calves`; nothing for a step about no side.
fn side_and_part(block: &Block, step: &PlanStep, part: Part) -> (String, String) {
    let place = place_at(block.side, step, part);
    place.split_once(' ').map_or_else(Default::default, |(side, part)| (side.to_owned(), part.to_owned()))
}

/// What the person does next: in a gap what it leads to, in work what follows it.
fn next(plan: &Plan, at: usize) -> String {
    let segment = &plan.segments[at];
    let number = if segment.kind.leads() { segment.block } else { segment.block + 1 };
    let Some(block) = plan.blocks.get(number) else { return String::new() };
    let step = &plan.steps[block.step];
    match place_at(block.side, step, place::first_part(step, block.side)) {
        place if place.is_empty() => step.name.to_string(),
        place => format!("{place}, {}", step.name),
    }
}

/// With a stop at its end.
fn ended(cue: &str) -> String {
    let stopped = cue.ends_with(['.', '?', '!']);
    if stopped { cue.to_owned() } else { format!("{cue}.") }
}

/// `30 seconds`, `1 minute`, `1 minute 30 seconds`.
fn span(span: Duration) -> String {
    let seconds = shown_seconds(span);
    let counted = |count: u64, unit: &str| match count {
        0 => String::new(),
        1 => format!("1 {unit}"),
        many => format!("{many} {unit}s"),
    };
    let (minutes, seconds) = (counted(seconds / 60, "minute"), counted(seconds % 60, "second"));
    format!("{minutes} {seconds}").trim().to_owned()
}

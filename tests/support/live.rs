//! A second, tiny driver for the domain alone: it moves its own clock by the engine's wishes and keeps what it hears.
//!
//! ```text
//! let mut live = Live::start(plan_of([timed(60)]));
//! live.wait("30s");
//! live.press(Input::Skip);
//! assert_eq!(live.look().clock, span("5s"));
//! ```

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use solemate::domain::body::{PerSide, Technique, Zone};
use solemate::domain::hearing::Aloud;
use solemate::domain::plan::{Choice, Plan};
use solemate::domain::record::SessionRecord;
use solemate::domain::routine::{Order, RoundRest, Routine, RoutineId, Sides, Step, Work};
use solemate::domain::session::{Cue, CueKind, Glance, Input, Session};
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Seconds};

/// Sessions begin here, so that a time before the start exists.
pub const START: Duration = Duration::from_secs(1_000);

/// A session, its clock, and everything it said.
#[derive(Clone)]
pub struct Live {
    pub session: Session,
    pub now: Moment,
    pub cues: Vec<Cue>,
    /// How often it was woken by its own wish.
    pub wakes: usize,
}

impl Live {
    /// Begins to live `plan`.
    pub fn start(plan: Plan) -> Self {
        let now = Moment::at(START);
        let (session, cues) = Session::new(plan, now).expect("a plan with something to do");
        Self { session, now, cues, wakes: 0 }
    }

    /// Goes on with a session that was resumed at `now`.
    pub fn with(session: Session, now: Moment) -> Self {
        Self { session, now, cues: Vec::new(), wakes: 0 }
    }

    /// Lets so much time pass, waking whenever the session wishes.
    pub fn wait(&mut self, length: &str) {
        self.until(self.now.plus(span(length)));
    }

    /// Lets time pass up to `moment`, waking whenever the session wishes.
    pub fn until(&mut self, moment: Moment) {
        while let Some(wish) = self.session.next_wake().filter(|wish| *wish < moment) {
            self.wakes += 1;
            self.tell(wish);
        }
        self.tell(moment);
    }

    /// Tells the session a time, whatever its wishes: a leap, or a time that has been.
    pub fn tell(&mut self, moment: Moment) -> Vec<Cue> {
        self.now = self.now.max(moment);
        let cues = self.session.advance(moment);
        self.cues.extend(&cues);
        cues
    }

    /// Presses a key now.
    pub fn press(&mut self, input: Input) -> Vec<Cue> {
        let cues = self.session.handle(input, self.now);
        self.cues.extend(&cues);
        cues
    }

    /// The lid was closed for so long, on a clock that does not count it.
    pub fn sleep(&mut self, away: &str) -> Vec<Cue> {
        let cues = self.session.slept(span(away), self.now);
        self.cues.extend(&cues);
        cues
    }

    /// A look at the session now.
    pub fn look(&self) -> Glance<'_> {
        self.session.glance(self.now)
    }

    /// Its record as of now.
    pub fn record(&self) -> SessionRecord {
        self.session.record(wall("2026-11-20T07:00:00+01:00"), self.now)
    }

    /// Time on the clock since the start.
    pub fn elapsed(&self) -> Duration {
        self.now.since(Moment::at(START))
    }

    /// The kinds of all cues so far.
    pub fn heard(&self) -> Vec<CueKind> {
        self.cues.iter().map(|cue| cue.kind).collect()
    }

    /// The record's row for a step and side, as planned and done.
    pub fn done(&self, name: &str, side: Option<solemate::domain::body::Side>) -> (Duration, Duration) {
        let record = self.record();
        let row = record.steps.iter().find(|row| &*row.name == name && row.side == side).expect("a row");
        (row.planned, row.done)
    }
}

/// `"90s"`, `"1.5s"`, `"1:30"`, `"2m"`, `"1h"`, `"1ms"`.
pub fn span(text: &str) -> Duration {
    let part = |digits: &str, unit: f64| {
        let n: f64 = digits.parse().unwrap_or_else(|_| panic!("{text:?} is not a length of time"));
        Duration::from_micros((n * unit * 1e6).round() as u64)
    };
    if let Some((minutes, seconds)) = text.split_once(':') {
        part(minutes, 60.0) + part(seconds, 1.0)
    } else if let Some(digits) = text.strip_suffix("ms") {
        part(digits, 0.001)
    } else if let Some(digits) = text.strip_suffix('s') {
        part(digits, 1.0)
    } else if let Some(digits) = text.strip_suffix('m') {
        part(digits, 60.0)
    } else if let Some(digits) = text.strip_suffix('h') {
        part(digits, 3600.0)
    } else {
        panic!("{text:?} has no unit")
    }
}

/// A calendar time from its text.
pub fn wall(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("a date and time with its offset")
}

/// A step on each side with five seconds to get ready.
pub fn step(name: &str, work: Work) -> Step {
    Step {
        name: Clean::visible(name),
        technique: Some(Technique::Kneading),
        zones: vec![Zone::CalfAll],
        toward: None,
        position: None,
        sides: Sides::Each,
        work,
        rounds: 1,
        rest_between_rounds: RoundRest::default(),
        prep: Seconds(5),
        change: None,
        priority: None,
        least: None,
        pace: None,
        limit: None,
        cue: None,
        how: None,
        care: None,
        aloud: Aloud::default(),
        source: Vec::new(),
        meant: Vec::new(),
    }
}

/// So many seconds of kneading for each side.
pub fn timed(seconds: u32) -> Step {
    spots(seconds, 1)
}

/// So many seconds, shared by several spots.
pub fn spots(seconds: u32, spots: u32) -> Step {
    step("knead", Work::Time { length: PerSide::same(Seconds(seconds)), spots })
}

/// Repetitions, held, with a release between two.
pub fn holds(reps: u32, hold: u32, rest: u32) -> Step {
    let work = Work::Holds { reps: PerSide::same(reps), hold: PerSide::same(Seconds(hold)), rest: Seconds(rest) };
    step("hold", work)
}

/// Repetitions in a tempo.
pub fn tempo(reps: u32, [up, hold, down]: [u32; 3]) -> Step {
    let work = Work::Tempo { reps: PerSide::same(reps), up: Seconds(up), hold: Seconds(hold), down: Seconds(down) };
    step("raise", work)
}

/// Counts up until the person goes on; not on a side.
pub fn waiting() -> Step {
    Step { sides: Sides::Both, ..step("wait", Work::Wait) }
}

/// Steps repeated together.
pub fn set(rounds: u32, steps: impl Into<Vec<Step>>) -> Step {
    Step { rounds, ..step("set", Work::Set(steps.into())) }
}

/// The same rest between rounds, however many sides are worked.
pub fn rest(seconds: u32) -> RoundRest {
    RoundRest { both: Seconds(seconds), one: Seconds(seconds) }
}

/// A routine of these steps, in order of steps.
pub fn routine(steps: impl Into<Vec<Step>>) -> Routine {
    Routine {
        id: RoutineId::new("test").expect("an id"),
        name: Clean::visible("Test"),
        goal: None,
        when: Vec::new(),
        equipment: Vec::new(),
        level: None,
        order: Order::Step,
        rules: Vec::new(),
        sources: Vec::new(),
        meant: Vec::new(),
        steps: steps.into(),
    }
}

/// A plan of these steps for both feet, left first.
pub fn plan_of(steps: impl Into<Vec<Step>>) -> Plan {
    Plan::unroll(&routine(steps), Choice::default())
}

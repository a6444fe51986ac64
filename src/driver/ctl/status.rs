//! How the session under way stands, in a line for a prompt and as data for a program.

use chrono::TimeDelta;
use serde::{Serialize, Serializer};

use crate::domain::body::Zone;
use crate::domain::plan::Kind;
use crate::domain::session::{Session, Standing};
use crate::domain::text::{Clean, printable_json};
use crate::domain::time::{Now, clock, shown_seconds, stamp};
use crate::domain::words;

/// How a session stands, in a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Counting down.
    Running,
    /// Paused.
    Paused,
    /// Until the person goes on.
    Waiting,
    /// There is no session.
    None,
}

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Waiting => "waiting",
            Self::None => "none",
        }
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// How the session under way stands. Every key is always there; what does not apply is null.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Status {
    /// `running`, `paused`, `waiting` or `none`.
    pub state: State,
    /// The routine's name.
    pub routine: Option<Clean>,
    /// `left`, `right` or `both`; null where neither is meant, as in a rest.
    pub side: Option<&'static str>,
    /// `calf`, `foot`, …; null as above.
    pub part: Option<&'static str>,
    /// The step's name.
    pub step: Option<Clean>,
    /// What to do now, as the screen says it, in small letters: `knead`, `get ready`, `other leg`, …
    pub phase: Option<String>,
    /// Of the stretch of time that the screen counts; null in one that has no end.
    pub seconds_left: Option<u64>,
    /// Of the session.
    pub total_seconds_left: Option<u64>,
    /// The time of day at which it ends, if nothing holds it up; null unless it runs.
    pub ends_at: Option<String>,
    /// The side and the part as the screen names them.
    #[serde(skip)]
    place: String,
}

impl Status {
    /// There is no session.
    pub const fn none() -> Self {
        Self {
            state: State::None,
            routine: None,
            side: None,
            part: None,
            step: None,
            phase: None,
            seconds_left: None,
            total_seconds_left: None,
            ends_at: None,
            place: String::new(),
        }
    }

    /// This one, now.
    pub fn of(session: &Session, now: Now) -> Self {
        let glance = session.glance(now.moment);
        let (block, step) = (glance.block, glance.step);
        let state = match glance.standing {
            Standing::Running => State::Running,
            Standing::Paused => State::Paused,
            Standing::Counting | Standing::Held => State::Waiting,
            Standing::Over(_) => return Self::none(),
        };
        let rests = glance.segment.kind == Kind::Rest;
        let whole = step.zones.iter().all(|zone| *zone == Zone::Whole);
        let side = match block.side {
            _ if rests => None,
            Some(side) => Some(side.word()),
            None if whole => None,
            None => Some("both"),
        };
        let ends = TimeDelta::from_std(glance.total_left).ok().and_then(|left| now.wall.checked_add_signed(left));
        Self {
            state,
            routine: Some(Clean::visible(glance.name)),
            side,
            part: side.map(|_| glance.part().word()),
            step: Some(step.name.clone()),
            phase: Some(words::phase(glance.segment.kind, step).to_lowercase()),
            seconds_left: (glance.segment.kind != Kind::Wait).then(|| shown_seconds(glance.clock)),
            total_seconds_left: Some(shown_seconds(glance.total_left)),
            ends_at: ends.filter(|_| state == State::Running).and_then(stamp::write),
            place: if rests { String::new() } else { words::place_at(block.side, step, glance.part()).to_uppercase() },
        }
    }

    /// `LEFT CALF knead 1:28 left, 9:12 in all, running`.
    pub fn line(&self) -> Clean {
        let span = |seconds: u64| clock(std::time::Duration::from_secs(seconds));
        let Some(total) = self.total_seconds_left else { return Clean::visible("no session") };
        let place = if self.place.is_empty() { String::new() } else { format!("{} ", self.place) };
        let phase = self.phase.as_deref().unwrap_or_default();
        let left = self.seconds_left.map_or_else(String::new, |left| format!(" {} left", span(left)));
        Clean::visible(&format!("{place}{phase}{left}, {} in all, {}", span(total), self.state.word()))
    }

    /// The same as data, on one line.
    pub fn json(&self) -> Clean {
        Clean::visible(&printable_json(serde_json::to_string(self).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::{Choice, Plan};
    use crate::domain::routine::RoutineId;
    use crate::domain::session::Input;
    use crate::domain::time::Moment;
    use std::path::Path;
    use std::time::Duration;

    const STEPS: &str = "format = 1\nname = \"Two \\\"steps\\\"\"\n[defaults]\nprep = 5\n[[step]]\n\
                         name = \"Knead the calf\"\ntechnique = \"kneading\"\nzones = [\"calf_all\"]\nsides = \"left\"\n\
                         time = 90\nrounds = 2\nrest_between_rounds = 30\n[[step]]\nname = \"Fetch the ball\"\n\
                         sides = \"both\"\nprep = 0\nwait = true\n";

    fn session() -> Session {
        let id = RoutineId::new("two").unwrap();
        let routine = crate::store::routine_file::read(&id, Path::new("two.toml"), STEPS.as_bytes()).unwrap();
        Session::new(Plan::unroll(&routine, Choice::default()), at(0).moment).unwrap().0
    }

    fn at(seconds: u64) -> Now {
        let wall = chrono::DateTime::parse_from_rfc3339("2026-11-20T21:38:00+01:00").unwrap();
        let later = TimeDelta::from_std(Duration::from_secs(seconds)).unwrap();
        Now { moment: Moment::at(Duration::from_secs(1000 + seconds)), wall: wall + later, dawn: Default::default() }
    }

    /// A leap of the clock would be a sleep.
    fn live(session: &mut Session, seconds: std::ops::RangeInclusive<u64>) {
        seconds.for_each(|second| drop(session.advance(at(second).moment)));
    }

    fn line(session: &Session, seconds: u64) -> String {
        Status::of(session, at(seconds)).line().to_string()
    }

    #[test]
    fn a_line_for_a_prompt_at_every_kind_of_moment() {
        let mut session = session();
        assert_eq!(line(&session, 2), "LEFT CALF get ready 0:03 left, 3:38 in all, running");
        live(&mut session, 0..=7);
        assert_eq!(line(&session, 7), "LEFT CALF knead 1:28 left, 3:33 in all, running");
        session.handle(Input::Pause, at(7).moment);
        assert_eq!(line(&session, 100), "LEFT CALF knead 1:28 left, 3:33 in all, paused");
        session.handle(Input::WaitForMe, at(100).moment);
        session.handle(Input::Resume, at(100).moment);
        session.handle(Input::Skip, at(101).moment);
        assert!(line(&session, 102).ends_with(", waiting"), "{}", line(&session, 102));
        session.handle(Input::Resume, at(102).moment);
        assert_eq!(line(&session, 103), "rest 0:29 left, 2:04 in all, running");
        for _ in 0..2 {
            session.handle(Input::Skip, at(103).moment);
        }
        assert_eq!(line(&session, 115), "take time, 0:00 in all, waiting");
        session.handle(Input::Stop, at(116).moment);
        assert_eq!(line(&session, 116), "no session");
    }

    #[test]
    fn of_a_step_over_foot_and_calf_the_part_is_that_of_the_moment() {
        let strokes = STEPS.replacen("\"kneading\"", "\"effleurage\"", 1).replacen(
            "[\"calf_all\"]",
            "[\"sole_all\", \"calf_all\"]",
            1,
        );
        let id = RoutineId::new("two").unwrap();
        let routine = crate::store::routine_file::read(&id, Path::new("two.toml"), strokes.as_bytes()).unwrap();
        let (mut session, _) = Session::new(Plan::unroll(&routine, Choice::default()), at(0).moment).unwrap();
        live(&mut session, 0..=49);
        assert!(line(&session, 49).starts_with("LEFT FOOT stroke"), "{}", line(&session, 49));
        live(&mut session, 50..=50);
        assert!(line(&session, 50).starts_with("LEFT CALF stroke"), "{}", line(&session, 50));
        assert_eq!(Status::of(&session, at(50)).part, Some("calf"));
    }

    #[test]
    fn as_data_every_key_is_always_there() {
        let mut session = session();
        live(&mut session, 0..=7);
        assert_eq!(
            Status::of(&session, at(7)).json().as_str(),
            "{\"state\":\"running\",\"routine\":\"Two \\\"steps\\\"\",\"side\":\"left\",\"part\":\"calf\",\
             \"step\":\"Knead the calf\",\"phase\":\"knead\",\"seconds_left\":88,\"total_seconds_left\":213,\
             \"ends_at\":\"2026-11-20T21:41:40+01:00\"}"
        );
        session.handle(Input::Pause, at(8).moment);
        assert_eq!(Status::of(&session, at(9)).ends_at, None);
        let keys = |status: &Status| {
            let value: serde_json::Value = serde_json::from_str(&status.json()).unwrap();
            value.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(keys(&Status::none()), keys(&Status::of(&session, at(9))));
        assert!(Status::none().json().starts_with("{\"state\":\"none\",\"routine\":null,"));
    }
}

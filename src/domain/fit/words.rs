//! What of a routine is otherwise today, in words.

use super::{Dose, Fit, StepToday};
use crate::domain::body::PerSide;
use crate::domain::health::Verdict;
use crate::domain::record::{Fitted, Ruled};
use crate::domain::routine::Work;
use crate::domain::time::{Seconds, clock};

impl std::fmt::Display for Dose {
    /// `3:00`, `1:30 on 3 spots`, `10 × 10 s`, `12 × 3-2-3, 3 rounds`, `1:30 left, 2:00 right`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = |each: &PerSide<Seconds>| sided(each, |length| length.to_string());
        let reps = |reps: &PerSide<u32>| sided(reps, |reps| reps.to_string());
        match &self.work {
            Work::Time { length, spots: 1 } => f.write_str(&seconds(length))?,
            Work::Time { length, spots } => write!(f, "{} on {spots} spots", seconds(length))?,
            Work::Holds { reps: count, hold, .. } => {
                write!(f, "{} × {}", reps(count), sided(hold, |hold| format!("{} s", hold.0)))?;
            }
            Work::Tempo { reps: count, up, hold, down } => {
                write!(f, "{} × {}-{}-{}", reps(count), up.0, hold.0, down.0)?;
            }
            Work::Wait => f.write_str("until you go on")?,
            Work::Set(_) => {}
        }
        if self.rounds > 1 { write!(f, ", {} rounds", self.rounds) } else { Ok(()) }
    }
}

fn sided<T: Copy + PartialEq>(each: &PerSide<T>, words: impl Fn(T) -> String) -> String {
    if each.left == each.right {
        words(each.left)
    } else {
        format!("{} left, {} right", words(each.left), words(each.right))
    }
}

impl StepToday {
    /// `Knead the calf 2:00 instead of 3:00`; nothing where it is as on paper or left out.
    pub fn change(&self) -> Option<String> {
        let today = self.today.as_ref().filter(|_| self.is_changed())?;
        Some(format!("{} {today} instead of {}", self.name, self.paper))
    }
}

impl Fit {
    /// What is otherwise than on paper, a word and what it is about in each line; nothing where nothing is.
    pub fn explained(&self) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        lines.extend(self.for_health());
        let gone = self.left_out().filter(|step| !step.verdict.is_hidden());
        let gone: Vec<&str> = gone.map(|step| step.name.as_str()).collect();
        if !gone.is_empty() {
            lines.push(("left out", gone.join(", ")));
        }
        let changes: Vec<String> = self.changed().filter_map(StepToday::change).collect();
        if !changes.is_empty() {
            lines.push((if self.percent > 100 { "changed" } else { "shorter" }, changes.join("; ")));
        }
        if self.over {
            let total = clock(self.plan.total());
            lines.push(("longer", format!("{total} is the least that is worth doing")));
        }
        lines
    }
}

impl Fit {
    /// What the health profile leaves out or makes lighter, with its reason, and what is to be said of it.
    fn for_health(&self) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        let out: Vec<&StepToday> = self.left_out().filter(|step| step.verdict.is_hidden()).collect();
        if !out.is_empty() {
            let names: Vec<&str> = out.iter().map(|step| step.name.as_str()).collect();
            lines.push(("health", format!("without {}: {}", names.join(", "), self.outlook.hidden)));
        }
        let lighter: Vec<&StepToday> = self.lighter().collect();
        if let Some(limit) = self.limit_of_lighter() {
            let others = self.steps.iter().filter(|step| step.lives && step.today.is_some()).count() - lighter.len();
            let which = match (lighter.len(), others) {
                (_, 0) => "all of it".to_owned(),
                (1 | 2, _) => lighter.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(", "),
                (many, _) => format!("{many} steps"),
            };
            lines.push(("lighter", format!("{which}, never above {limit} of 10: {}", self.outlook.softened)));
        }
        let advice = self.outlook.because().advice();
        if !advice.is_empty() {
            lines.push(("care", advice.join(" ")));
        }
        lines
    }

    fn lighter(&self) -> impl Iterator<Item = &StepToday> {
        let is_lighter = |step: &&StepToday| matches!(step.verdict, Verdict::Softened(..));
        self.steps.iter().filter(|step| step.lives && step.today.is_some()).filter(is_lighter)
    }

    /// The highest discomfort of the steps that are lighter, 0 to 10; none where none is.
    fn limit_of_lighter(&self) -> Option<u32> {
        self.lighter()
            .filter_map(|step| match step.verdict {
                Verdict::Softened(softer, _) => Some(softer.limit(self.plan.choice)),
                _ => None,
            })
            .max()
    }
}

impl Fitted {
    /// In two or three words: `short, 8 min`, `doses at 80 %`, `2 steps fewer`.
    pub fn tag(&self) -> String {
        match (self.minutes, self.percent, self.left_out.len()) {
            _ if !self.is_otherwise() => match (&self.rule, self.for_health.is_empty()) {
                (Some(rule), _) if rule.taken => "by a rule".into(),
                (_, true) => String::new(),
                (_, false) => "lighter for your health".into(),
            },
            (Some(minutes), ..) => format!("short, {minutes} min"),
            (None, Some(percent), _) => format!("doses at {percent} %"),
            (None, None, 1) => "1 step fewer".into(),
            (None, None, steps) => format!("{steps} steps fewer"),
        }
    }

    /// `short, 8 min as wished; without Toe pull`: never a failure.
    pub fn in_full(&self) -> String {
        let ruled = self.rule.as_ref().map(Ruled::in_full);
        let wished = self.is_otherwise().then(|| self.as_wished());
        wished.into_iter().chain(self.without_for_health()).chain(ruled).collect::<Vec<_>>().join("; ")
    }

    /// `without Feather strokes for your health`; nothing where nothing was left out for it.
    fn without_for_health(&self) -> Option<String> {
        let names: Vec<&str> = self.for_health.iter().map(|name| name.as_str()).collect();
        (!names.is_empty()).then(|| format!("without {} for your health", names.join(", ")))
    }

    fn as_wished(&self) -> String {
        let comma = if self.minutes.is_some() { "" } else { "," };
        let mut text = format!("{}{comma} as wished", self.tag());
        if let (Some(_), Some(percent)) = (self.minutes, self.percent) {
            text.push_str(&format!("; doses at {percent} %"));
        }
        if !self.left_out.is_empty() {
            let names: Vec<&str> = self.left_out.iter().map(|name| name.as_str()).collect();
            text.push_str(&format!("; without {}", names.join(", ")));
        }
        text
    }
}

impl Ruled {
    /// `in the place of calf-classic: before was 7, and its file says so from 6`.
    pub fn in_full(&self) -> String {
        let Self { before, from, of, instead, taken } = self;
        let (before, from) = (before.value(), from.value());
        if *taken {
            format!("in the place of {of}: before was {before}, and its file says so from {from}")
        } else {
            format!("before was {before}: its file offers {instead} from {from}, and you stayed")
        }
    }
}

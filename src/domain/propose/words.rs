//! A proposal in words.

use super::{Complaint, Proposal, Tool, Which, Why, Wishes};
use crate::domain::health::Because;
use crate::domain::words::capital;

impl Complaint {
    /// As the object of "for": `tight calves`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Morning => "the first steps of the morning",
            Self::Calves => "tight calves",
            Self::Sole => "a sore sole",
            Self::Standing => "the end of a long day on the feet",
            Self::Desk => "a break at the desk",
            Self::FlareUp => "a sore day",
        }
    }

    /// A name for a routine of one's own.
    const fn name(self) -> &'static str {
        match self {
            Self::Morning => "My morning",
            Self::Calves => "My calves",
            Self::Sole => "My soles",
            Self::Standing => "My evening",
            Self::Desk => "My desk break",
            Self::FlareUp => "My sore day",
        }
    }

    /// The word for when it is done, if there is one.
    pub(super) const fn when(self) -> Option<&'static str> {
        match self {
            Self::Morning => Some("morning"),
            Self::Standing => Some("evening"),
            Self::Desk => Some("desk"),
            Self::FlareUp => Some("flare-up"),
            Self::Calves | Self::Sole => None,
        }
    }
}

impl Tool {
    /// As files name it.
    pub const fn equipment(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Stool => "second chair or low stool",
            Self::Wall => "wall",
            Self::Ball => "ball",
            Self::Roller => "foam roller",
            Self::Bottle => "frozen water bottle in a sock",
            Self::Towel => "towel",
        }
    }

    /// With its article, as the object of "without".
    const fn one(self) -> &'static str {
        match self {
            Self::Chair => "a chair",
            Self::Stool => "a second seat",
            Self::Wall => "a wall",
            Self::Ball => "a ball",
            Self::Roller => "a roller",
            Self::Bottle => "a frozen bottle",
            Self::Towel => "a towel",
        }
    }
}

impl Which {
    /// As the object of "for".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Both => "both feet",
            Self::Left => "the left foot",
            Self::Right => "the right foot",
            Self::Sore => "the sore foot",
        }
    }
}

impl Wishes {
    /// A name for what is proposed, where the person says none.
    pub fn name(&self) -> &'static str {
        let all = self.complaints();
        let is_flare_up = all.contains(&Complaint::FlareUp);
        if is_flare_up { Complaint::FlareUp.name() } else { all.first().map_or("My routine", |first| first.name()) }
    }

    /// What it is for: `For tight calves and a sore sole.`
    pub fn goal(&self) -> String {
        let all = self.complaints();
        // What waits until a flare-up has passed is no part of it.
        let all = if all.contains(&Complaint::FlareUp) { &[Complaint::FlareUp] } else { all };
        let words: Vec<&str> = all.iter().map(|complaint| complaint.words()).collect();
        match words.split_last() {
            Some((last, [])) => format!("For {last}."),
            Some((last, rest)) => format!("For {} and {last}.", rest.join(", ")),
            None => String::new(),
        }
    }
}

impl Proposal {
    /// What is left out and why, a line for each reason; and whether there is less than was asked for.
    pub fn remarks(&self) -> Vec<String> {
        let of = |wanted: Why| -> Vec<&str> {
            self.left_out.iter().filter(|(_, why)| *why == wanted).map(|(name, _)| *name).collect()
        };
        let lacking: Vec<String> = Tool::ALL
            .iter()
            .map(|tool| (tool, of(Why::Without(*tool))))
            .filter(|(_, names)| !names.is_empty())
            .map(|(tool, names)| format!("{} ({})", tool.one(), names.join(", ")))
            .collect();
        let said = |names: Vec<&str>, before: &str, after: &str| {
            (!names.is_empty()).then(|| capital(&format!("{before}{}{after}.", names.join(", "))))
        };
        let lines = [
            said(of(Why::FlareUp), "until the flare-up has passed, without ", ""),
            said(of(Why::DayBetween), "", " wants a day between, and this is for every day"),
            (!lacking.is_empty()).then(|| format!("Not at hand: {}.", lacking.join(", "))),
            said(of(Why::NoTime), "no time for ", ""),
            self.is_short().then(|| format!("{} is all that the library has for this.", self.total)),
        ];
        lines.into_iter().flatten().collect()
    }

    /// What the health profile leaves out, and why: for the person's eyes, and in no file.
    pub fn for_health(&self) -> Option<String> {
        let (mut names, mut because) = (Vec::new(), Because::NONE);
        for (name, why) in &self.left_out {
            if let Why::Health(reason) = why {
                names.push(*name);
                because = because.and(*reason);
            }
        }
        (!names.is_empty()).then(|| format!("For your health without {}: {because}.", names.join(", ")))
    }
}

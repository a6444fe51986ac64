//! The routines that are part of the program, compiled in from `routines/`.
//!
//! Each has a row that says what a list needs, so that the home screen draws its first frame without reading a line of
//! TOML. `tests/shipped.rs` proves every row equal to what its file says, and prints the row that should stand here.

use std::path::Path;

use super::routine_file;
use crate::domain::body::Technique::{self, *};
use crate::domain::body::Zone::{self, *};
use crate::domain::catalogue::{Entry, Origin, Summary, Totals};
use crate::domain::health::{Deed, Zones};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::text::Clean;
use crate::domain::time::Seconds;

/// A shipped routine: its file, and its row in a list.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// What names it: the stem of its file.
    pub id: &'static str,
    /// The file, byte for byte.
    pub text: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What it is for.
    pub goal: &'static str,
    /// When it is meant to be done.
    pub when: &'static [&'static str],
    /// What is done, most of the time first; settling is left out.
    pub techniques: &'static [Technique],
    /// How long it takes.
    pub totals: Totals,
    /// What is done to which parts, and for how many seconds on both feet.
    pub deeds: &'static [(Deed, Seconds)],
    /// How long each of them takes with what leads to it.
    pub lengths: &'static [Totals],
    /// Whether it can be done on a journey.
    pub travels: bool,
}

impl Shipped {
    /// The shipped routine of this id.
    pub fn named(id: &str) -> Option<&'static Self> {
        ALL.iter().find(|shipped| shipped.id == id)
    }

    /// What a list says of it.
    pub fn summary(&self) -> Summary {
        Summary {
            name: Clean::visible(self.name),
            goal: Some(Clean::visible(self.goal)),
            when: self.when.iter().map(|word| Clean::visible(word)).collect(),
            techniques: self.techniques.to_vec(),
            totals: self.totals,
            deeds: self.deeds.to_vec(),
            lengths: self.lengths.to_vec(),
            travels: self.travels,
        }
    }

    /// What its file says; `tests/shipped.rs` proves that every one can be read.
    pub fn routine(&self) -> Option<Routine> {
        let id = RoutineId::new(self.id).ok()?;
        routine_file::read(&id, Path::new(self.id), self.text.as_bytes()).ok()
    }

    /// Its line in the library.
    pub fn entry(&self) -> Entry {
        Entry {
            id: RoutineId::new(self.id).ok(),
            origin: Origin::Shipped,
            shadows: false,
            hidden: false,
            state: Ok(self.summary()),
        }
    }
}

macro_rules! text {
    ($id:literal) => {
        include_str!(concat!("../../routines/", $id, ".toml"))
    };
}

/// Totals of a routine that treats both feet alike: seconds for two feet, and for one.
const fn totals(two: u32, one: u32) -> Totals {
    Totals { both: Seconds(two), left: Seconds(one), right: Seconds(one) }
}

/// So many seconds of a technique on these parts.
const fn deed(technique: Technique, zones: &[Zone], seconds: u32) -> (Deed, Seconds) {
    (Deed { technique, zones: Zones::of(zones) }, Seconds(seconds))
}

/// Every shipped routine, in the order in which they are listed.
pub const ALL: &[Shipped] = &[
    Shipped {
        id: "first-steps",
        text: text!("first-steps"),
        name: "Before First Steps",
        goal: "Ready the feet before they carry you.",
        when: &["morning"],
        techniques: &[StretchFascia, Kneading, Effleurage, DeepGlide, Mobility, AnkleCircles],
        totals: totals(564, 327),
        deeds: &[
            deed(Mobility, &[Ankle], 30),
            deed(AnkleCircles, &[Ankle, Toes], 30),
            deed(Kneading, &[CalfAll], 60),
            deed(Effleurage, &[SoleAll], 60),
            deed(DeepGlide, &[Arch], 60),
            deed(StretchFascia, &[Arch, Toes], 200),
        ],
        lengths: &[totals(35, 35), totals(35, 35), totals(70, 35), totals(70, 35), totals(70, 35), totals(264, 132)],
        travels: true,
    },
    Shipped {
        id: "calf-classic",
        text: text!("calf-classic"),
        name: "Calf Classic",
        goal: "Knead each calf for three minutes, twice.",
        when: &["evening"],
        techniques: &[Kneading, Reach],
        totals: totals(800, 430),
        deeds: &[deed(Reach, &[SoleBall], 30), deed(Kneading, &[CalfLower, CalfUpper], 720)],
        lengths: &[totals(35, 35), totals(740, 370)],
        travels: true,
    },
    Shipped {
        id: "calf-chair",
        text: text!("calf-chair"),
        name: "Chair Calf Circles",
        goal: "The whole calf in small circles, sitting down.",
        when: &["any time", "evening"],
        techniques: &[Circles, Effleurage],
        totals: totals(335, 180),
        deeds: &[deed(Circles, &[CalfUpper], 120), deed(Circles, &[CalfLower], 120), deed(Effleurage, &[CalfAll], 40)],
        lengths: &[totals(130, 65), totals(130, 65), totals(50, 25)],
        travels: false,
    },
    Shipped {
        id: "six-ways",
        text: text!("six-ways"),
        name: "Six Ways",
        goal: "Six techniques for sole and calf, one after the other.",
        when: &["calm day"],
        techniques: &[
            SustainedHold,
            TriggerHold,
            BallRoll,
            DeepGlide,
            CrossFriction,
            Effleurage,
            Kneading,
            Compression,
            StretchFascia,
        ],
        totals: totals(1192, 606),
        deeds: &[
            deed(Effleurage, &[SoleAll], 40),
            deed(DeepGlide, &[SoleAll], 120),
            deed(CrossFriction, &[Arch], 120),
            deed(SustainedHold, &[Arch, HeelRim], 180),
            deed(TriggerHold, &[Arch, HeelRim, CalfUpper], 180),
            deed(BallRoll, &[SoleAll], 180),
            deed(Effleurage, &[CalfAll], 40),
            deed(Kneading, &[CalfAll], 80),
            deed(Compression, &[CalfAll], 60),
            deed(StretchFascia, &[Arch, Toes], 60),
        ],
        lengths: &[
            totals(50, 25),
            totals(130, 65),
            totals(130, 65),
            totals(190, 95),
            totals(190, 95),
            totals(190, 95),
            totals(50, 25),
            totals(90, 45),
            totals(70, 35),
            totals(82, 41),
        ],
        travels: false,
    },
    Shipped {
        id: "studio-flow",
        text: text!("studio-flow"),
        name: "Studio Flow",
        goal: "A therapist's session with your own hands.",
        when: &["evening", "calm day"],
        techniques: &[Kneading, Effleurage, DeepGlide, StretchFascia, StretchCalfStraight],
        totals: totals(964, 492),
        deeds: &[
            deed(Effleurage, &[SoleAll], 120),
            deed(DeepGlide, &[Arch, HeelRim], 180),
            deed(Kneading, &[SoleAll], 180),
            deed(Kneading, &[CalfAll, Hamstring], 90),
            deed(StretchFascia, &[Arch, Toes], 100),
            deed(StretchCalfStraight, &[CalfAll], 80),
            deed(Effleurage, &[SoleAll, CalfAll], 90),
        ],
        lengths: &[
            totals(130, 65),
            totals(190, 95),
            totals(190, 95),
            totals(100, 50),
            totals(134, 67),
            totals(100, 50),
            totals(100, 50),
        ],
        travels: true,
    },
    Shipped {
        id: "ball-roll",
        text: text!("ball-roll"),
        name: "Ball Roll",
        goal: "Roll the sole over a ball, slowly and seated.",
        when: &["any time", "desk"],
        techniques: &[BallRoll, TriggerHold, StretchFascia],
        totals: totals(397, 206),
        deeds: &[
            deed(BallRoll, &[SoleAll], 120),
            deed(BallRoll, &[ArchInner, Arch, ArchOuter], 90),
            deed(TriggerHold, &[Arch], 60),
            deed(StretchFascia, &[Arch, Toes], 60),
        ],
        lengths: &[totals(130, 65), totals(100, 50), totals(70, 35), totals(82, 41)],
        travels: false,
    },
    Shipped {
        id: "cold-bottle",
        text: text!("cold-bottle"),
        name: "Cold Bottle Roll",
        goal: "Cool and roll the sole at the end of the day.",
        when: &["evening", "flare-up"],
        techniques: &[ColdRoll],
        totals: totals(655, 350),
        deeds: &[deed(ColdRoll, &[SoleAll], 600)],
        lengths: &[totals(610, 305)],
        travels: false,
    },
    Shipped {
        id: "calf-roller",
        text: text!("calf-roller"),
        name: "Calf Roller",
        goal: "Roll the calf slowly with a foam roller.",
        when: &["evening", "after activity"],
        techniques: &[Roller, TriggerHold, Mobility],
        totals: totals(490, 265),
        deeds: &[
            deed(Roller, &[CalfUpper], 120),
            deed(Roller, &[CalfLower], 120),
            deed(Roller, &[CalfAll], 120),
            deed(Roller, &[Ankle], 40),
        ],
        lengths: &[totals(140, 70), totals(130, 65), totals(130, 65), totals(50, 25)],
        travels: false,
    },
    Shipped {
        id: "ten-by-ten",
        text: text!("ten-by-ten"),
        name: "Ten by Ten",
        goal: "The toe pull of the trials: ten times ten seconds.",
        when: &["morning", "midday", "evening"],
        techniques: &[StretchFascia],
        totals: totals(279, 147),
        deeds: &[deed(StretchFascia, &[Arch, Toes], 200)],
        lengths: &[totals(264, 132)],
        travels: true,
    },
    Shipped {
        id: "desk-break",
        text: text!("desk-break"),
        name: "Desk Reset",
        goal: "Five minutes at the desk, then a kinder stand-up.",
        when: &["desk", "midday"],
        techniques: &[BallRoll, Kneading, StretchFascia, Mobility],
        totals: totals(300, 176),
        deeds: &[
            deed(Mobility, &[Ankle], 25),
            deed(Kneading, &[CalfAll], 70),
            deed(BallRoll, &[Arch], 80),
            deed(StretchFascia, &[Arch, Toes], 60),
        ],
        lengths: &[totals(30, 30), totals(80, 40), totals(90, 45), totals(78, 39)],
        travels: false,
    },
    Shipped {
        id: "wind-down",
        text: text!("wind-down"),
        name: "End of Day",
        goal: "Calf, sole and stretches before the day closes.",
        when: &["evening"],
        techniques: &[
            Kneading,
            DeepGlide,
            StretchCalfStraight,
            StretchFascia,
            Effleurage,
            StretchCalfBent,
            SustainedHold,
        ],
        totals: totals(914, 467),
        deeds: &[
            deed(Effleurage, &[CalfAll], 80),
            deed(Kneading, &[CalfAll], 180),
            deed(DeepGlide, &[SoleAll], 120),
            deed(SustainedHold, &[Arch], 60),
            deed(StretchCalfStraight, &[CalfUpper], 120),
            deed(StretchCalfBent, &[CalfLower], 80),
            deed(StretchFascia, &[Arch, Toes], 100),
        ],
        lengths: &[
            totals(90, 45),
            totals(190, 95),
            totals(130, 65),
            totals(70, 35),
            totals(170, 85),
            totals(110, 55),
            totals(134, 67),
        ],
        travels: true,
    },
    Shipped {
        id: "slow-raises-0",
        text: text!("slow-raises-0"),
        name: "Slow Heel Raises, start",
        goal: "Heel raises on both feet, to begin with.",
        when: &["every second day"],
        techniques: &[HeelRaise],
        totals: totals(443, 443),
        deeds: &[deed(HeelRaise, &[CalfAll, Arch], 288)],
        lengths: &[totals(423, 423)],
        travels: true,
    },
    Shipped {
        id: "slow-raises-1",
        text: text!("slow-raises-1"),
        name: "Slow Heel Raises, stage 1",
        goal: "Strength for calf and foot: three slow sets of twelve.",
        when: &["every second day"],
        techniques: &[HeelRaise],
        totals: totals(686, 563),
        deeds: &[deed(HeelRaise, &[CalfAll, Arch], 576)],
        lengths: &[totals(666, 543)],
        travels: false,
    },
    Shipped {
        id: "slow-raises-2",
        text: text!("slow-raises-2"),
        name: "Slow Heel Raises, stage 2",
        goal: "Strength for calf and foot: four slow sets of ten.",
        when: &["every second day"],
        techniques: &[HeelRaise],
        totals: totals(835, 720),
        deeds: &[deed(HeelRaise, &[CalfAll, Arch], 640)],
        lengths: &[totals(815, 700)],
        travels: false,
    },
    Shipped {
        id: "slow-raises-3",
        text: text!("slow-raises-3"),
        name: "Slow Heel Raises, stage 3",
        goal: "Strength for calf and foot: five slow sets of eight.",
        when: &["every second day"],
        techniques: &[HeelRaise],
        totals: totals(950, 845),
        deeds: &[deed(HeelRaise, &[CalfAll, Arch], 640)],
        lengths: &[totals(930, 825)],
        travels: false,
    },
    Shipped {
        id: "gentle-day",
        text: text!("gentle-day"),
        name: "Gentle Day",
        goal: "Something kind for a sore day.",
        when: &["flare-up"],
        techniques: &[Effleurage, SustainedHold, Mobility, AnkleCircles],
        totals: totals(380, 280),
        deeds: &[
            deed(Mobility, &[Ankle], 40),
            deed(AnkleCircles, &[Ankle], 40),
            deed(Effleurage, &[CalfAll], 90),
            deed(SustainedHold, &[SoleAll], 90),
            deed(Mobility, &[Toes], 30),
        ],
        lengths: &[totals(45, 45), totals(45, 45), totals(100, 50), totals(100, 50), totals(35, 35)],
        travels: true,
    },
    Shipped {
        id: "full-session",
        text: text!("full-session"),
        name: "Full Session",
        goal: "Kneading, rolling, friction and stretches in one.",
        when: &["calm day", "evening"],
        techniques: &[
            Kneading,
            StretchFascia,
            Effleurage,
            BallRoll,
            CrossFriction,
            StretchCalfStraight,
            StretchCalfBent,
        ],
        totals: totals(1619, 822),
        deeds: &[
            deed(Effleurage, &[SoleAll, CalfAll], 180),
            deed(Kneading, &[CalfLower, CalfUpper], 360),
            deed(BallRoll, &[SoleAll], 180),
            deed(CrossFriction, &[Arch], 180),
            deed(StretchFascia, &[Arch, Toes], 200),
            deed(StretchCalfStraight, &[CalfUpper], 180),
            deed(StretchCalfBent, &[CalfLower], 120),
        ],
        lengths: &[
            totals(200, 100),
            totals(370, 185),
            totals(190, 95),
            totals(190, 95),
            totals(264, 132),
            totals(230, 115),
            totals(150, 75),
        ],
        travels: false,
    },
];

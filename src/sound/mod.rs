//! Cues to tones. So far there is one instrument, the terminal's bell.

use crate::domain::session::CueKind;

/// Whether the bell rings for a cue: at every change of what the hands do, and when the session halts by itself.
pub const fn rings(kind: CueKind) -> bool {
    matches!(
        kind,
        CueKind::Rest
            | CueKind::ChangeSide
            | CueKind::Go
            | CueKind::NextSpot
            | CueKind::Hold
            | CueKind::Release
            | CueKind::Up
            | CueKind::Down
            | CueKind::CountUp
            | CueKind::Halfway
            | CueKind::Waiting
            | CueKind::Away(_)
            | CueKind::Done
    )
}

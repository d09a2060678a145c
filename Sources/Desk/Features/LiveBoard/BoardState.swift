import Records

/// How the live board stands: what it holds still, whom it keeps, what a person has seen of it.
package struct BoardState: Sendable, Equatable {
    /// The board as it was when everything was frozen; nil while it moves.
    package var held: LiveBoard?
    /// Whether the cursor stays on the worst.
    package var follows = false
    /// Customers that stay on the board though they are well, in the order in which they were pinned.
    package var pinned: [String] = []
    /// How often a person has pinned or let go here, and when the archive was asked for the pins of all desks.
    package var pinChanges = 0
    package var pinsAskedAt = -Double.infinity
    /// Customers that are marked here; those that leave the board are marked no more.
    package var marks: Set<String> = []
    /// The customer that a range of marks begins at.
    package var rangeStart: String?
    /// When a key was pressed on the board last, seconds since 1970; what happened later is new to the person. Nil
    /// before the first one.
    package var lookedAt: Double?
    /// Customers whose row changed a moment ago.
    package var changed: Set<String> = []
    /// Critical alarms that were made known, so that a rise is told once.
    package var alerted: Set<AlarmKey> = []

    package init() {}
}

/// What can happen to the board.
package enum BoardAction: Sendable, Equatable {
    /// What had changed has been set off long enough.
    case highlightEnded
    /// An alarm could not be made known, and why.
    case alertFailed(String)
    /// Customers that are kept on the board, as the archive remembers them, in the order in which they were pinned.
    /// `changes` is how often a person had pinned or let go here when they were asked for.
    case pinsLoaded([String], changes: Int)
}

/// A row of the board: a customer in trouble, or one that was pinned.
package struct BoardRow: Sendable, Equatable {
    package let username: String
    /// What is wrong; nil while a pinned customer is well.
    package let trouble: LiveRow?
    /// How it is doing; nil where that was not read.
    package let figures: Figures?
    package let isPinned: Bool

    /// How urgently it needs a human; nil where nothing was read.
    package var severity: Severity? { trouble?.severity ?? figures?.severity }
    /// When its figures were read.
    package var readAt: Double? { trouble?.readAt ?? figures?.readAt }
    package var isSnoozed: Bool { trouble?.isSnoozed ?? false }
    /// Whether nobody has looked at it yet.
    package var isNew: Bool { trouble?.entries.contains { $0.alarm.state == .new } ?? false }
}

extension DeskState {
    /// The board as it is shown.
    package var shownBoard: LiveBoard { board.held ?? live.board }

    /// After how many seconds those in trouble are asked again: as wished, or later where there are many of them.
    package var troubleInterval: Double {
        max(Double(refreshInterval), Turns.seconds(toAsk: live.board.rows.count, pace: live.status.pace))
    }

    /// All rows of the board: those in trouble, then those that are pinned and well.
    var wholeBoard: [BoardRow] {
        let pinned = Set(board.pinned)
        let troubled = shownBoard.rows.map { row in
            BoardRow(
                username: row.username, trouble: row, figures: figures[row.username],
                isPinned: pinned.contains(row.username))
        }
        let names = Set(shownBoard.rows.map(\.username))
        return troubled
            + board.pinned.filter { !names.contains($0) }
            .map { BoardRow(username: $0, trouble: nil, figures: figures[$0], isPinned: true) }
    }

    /// The rows that the filter lets through.
    package var boardRows: [BoardRow] {
        let all = wholeBoard
        guard place.view == .live, !view.filter.isEmpty, let matches = view[BoardPanes.rows].matches else { return all }
        return matches.filter { $0 < all.count }.map { all[$0] }
    }

    /// What happened since a key was pressed on the board last, newest first.
    package var unseenEvents: ArraySlice<LiveEvent> {
        guard let lookedAt = board.lookedAt else { return live.events[...] }
        return live.events.prefix { $0.at > lookedAt }
    }
}

extension LiveBoard {
    /// This board with what another one has of some alarms; those that are gone there go here too.
    func taking(_ keys: Set<AlarmKey>, from other: LiveBoard, at now: Double) -> LiveBoard {
        var there: [AlarmKey: Alarm] = [:]
        for entry in other.rows.flatMap(\.entries) where keys.contains(entry.alarm.key) {
            there[entry.alarm.key] = entry.alarm
        }
        let rows = rows.map { row in
            var row = row
            row.entries = row.entries.compactMap { entry in
                guard keys.contains(entry.alarm.key) else { return entry }
                return there[entry.alarm.key].map { LiveRow.Entry(judgement: entry.judgement, alarm: $0) }
            }
            return row
        }
        return showing(rows.filter { !$0.entries.isEmpty }, at: now)
    }
}

import Settings

/// How long the part of a dialog is that scrolls, and how much of it is seen, as it is drawn.
package struct DialogExtent: Sendable, Equatable {
    package var lines: Int
    package var rows: Int
    /// The first lines, which say to whom and what: nobody says yes who has not seen them.
    package var must: Int
    /// Whether the screen has room for the keys and for what they are about. Where it has not, no key says yes.
    package var isWhole: Bool

    package init(lines: Int, rows: Int, must: Int = 0, isWhole: Bool = true) {
        self.lines = lines
        self.rows = rows
        self.must = must
        self.isWhole = isWhole
    }

    /// A dialog that no size cuts off.
    package static let unbounded = DialogExtent(lines: 0, rows: 0)
    /// One that has no room here.
    package static let tooSmall = DialogExtent(lines: 0, rows: 0, isWhole: false)

    /// How many of the first lines were seen without a gap, with what stands on the screen now. Where there is more to
    /// come, the last row tells of that.
    package func seen(from top: Int, before: Int) -> Int {
        let first = min(top, furthest)
        guard first <= before else { return before }
        return max(before, first + rows - (first < furthest ? 1 : 0))
    }

    /// The first line seen when the last one is.
    var furthest: Int { max(0, lines - max(1, rows)) }

    /// Where a command leads to; nil for one that does not scroll. A line of the page before stays in sight.
    func scrolled(_ top: Int, _ command: CommandID) -> Int? {
        let page = max(1, rows - 1)
        let step: Int
        switch command {
        case .lineDown, .later: step = 1
        case .lineUp, .earlier: step = -1
        case .halfPageDown: step = max(1, page / 2)
        case .halfPageUp: step = -max(1, page / 2)
        case .pageDown: step = page
        case .pageUp: step = -page
        case .first: return 0
        case .last: return furthest
        default: return nil
        }
        // The screen may have become another since it was scrolled.
        return min(max(0, min(top, furthest) + step), furthest)
    }
}

/// A field of a dialog that takes text.
package enum DialogEntry: Sendable, Equatable {
    case ticket
    /// What has to be typed before the dialog does anything: a name, a count.
    case proof
}

/// A dialog with a ticket, and perhaps something that has to be typed to go on: of one call, and of many.
protocol TypedDialog {
    var overlay: Overlay { get }
    var ticket: TextEntry { get set }
    var typed: TextEntry { get set }
    /// The field being typed in; nil while keys are commands.
    var entry: DialogEntry? { get set }
    /// First line shown, where the dialog is longer than the screen.
    var top: Int { get set }
    /// How many of the first lines have been on the screen since it was drawn in this size.
    var seen: Int { get set }
    /// Whether something has to be typed.
    var needsProof: Bool { get }
    /// Whether the ticket stays for this customer's next changes, until another customer is shown.
    var keepsTicket: Bool { get set }
    /// The one customer that it is about; nil where it is about many, or about none.
    var ticketOwner: String? { get }
}

extension TypedDialog {
    /// Does what moves within the dialog or edits its fields; false for what the dialog itself has to answer.
    mutating func run(_ command: CommandID, extent: DialogExtent) -> Bool {
        if let top = extent.scrolled(top, command) {
            seen = extent.seen(from: self.top, before: seen)
            self.top = top
            seen = extent.seen(from: top, before: seen)
            return true
        }
        switch command {
        case .nextField, .previousField:
            if needsProof { entry = entry == .proof ? .ticket : .proof }
        case .confirm where entry == .ticket: entry = needsProof ? .proof : nil
        case .confirm: return false
        default: return edit(command)
        }
        return true
    }

    /// Other lines, or another size: what was seen is no longer what stands there.
    mutating func beginAnew() {
        top = 0
        seen = 0
    }

    mutating func insert(_ text: String) {
        switch entry {
        case .ticket: ticket.insert(text)
        case .proof: typed.insert(text)
        case nil: break
        }
    }

    private mutating func edit(_ command: CommandID) -> Bool {
        switch entry {
        case .ticket: ticket.edit(command)
        case .proof: typed.edit(command)
        case nil: false
        }
    }
}

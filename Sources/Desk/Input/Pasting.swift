import Formats
import Screen
import Settings
import StateStore

/// What takes a paste: how much has room, and whether lines stay lines.
struct PastePlace: Sendable, Equatable {
    /// What the room is counted in.
    enum Unit: Sendable { case characters, bytes }

    /// Nil where all lines become one.
    var lineEnd: String?
    var room = PastePlace.line
    var unit = Unit.characters

    /// For what is typed on one line.
    static let line = 1_000
}

/// What of a pasted text goes into a field, and what is said where that is not all of it as it was.
struct PastedText: Sendable, Equatable {
    private(set) var text = ""
    private(set) var notice: Notice?

    init(_ pasted: String, into place: PastePlace) {
        let whole = place.lineEnd.map { Self.lines(pasted, end: $0) } ?? Self.line(pasted)
        let fitting = Self.start(of: whole, place)
        let isCut = fitting.endIndex < whole.endIndex
        text = place.lineEnd == nil ? String(fitting).trimmingBlanks : String(fitting)
        var notes: [String] = []
        let joined = pasted.split(whereSeparator: \.isNewline).count
        if place.lineEnd == nil, joined > 1 { notes.append(InputWords.joined(joined)) }
        let controls = pasted.unicodeScalars.count(where: Self.isControl)
        if controls > 0 { notes.append(InputWords.controls(controls)) }
        if isCut {
            let count = Numbers.grouped(text.unicodeScalars.count)
            notes.append(text.isEmpty ? InputWords.full : InputWords.cut(count))
        }
        guard !notes.isEmpty else { return }
        notice = Notice(isCut ? .warning : .plain, notes.joined(separator: "; "), isPinned: true)
    }

    /// What is no text: the rest of a terminal's sequence, mostly. Blanks of all kinds are blanks anyway.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace
    }

    private static func line(_ text: String) -> String {
        // Scalar by scalar: a single character can be built of any number of them.
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.properties.isWhitespace || isControl(scalar) ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars)).trimmingBlanks
    }

    private static func lines(_ text: String, end: String) -> String {
        let scalars = text.unicodeScalars.map { isControl($0) ? " " : $0 }
        let clean = String(String.UnicodeScalarView(scalars)).replacing("\r\n", with: "\n")
        return end == "\n" ? clean : clean.replacing("\n", with: end)
    }

    private static func start(of text: String, _ place: PastePlace) -> Substring {
        let scalars = text.unicodeScalars
        switch place.unit {
        case .characters: return Substring(scalars.prefix(max(0, place.room)))
        case .bytes:
            guard text.utf8.count > place.room else { return text[...] }
            var end = text.utf8.index(text.startIndex, offsetBy: max(0, place.room))
            while end.samePosition(in: scalars) == nil { end = text.utf8.index(before: end) }
            return text[..<end]
        }
    }
}

/// Pastes, and what may be one.
extension DeskReducer {
    /// Pasted text goes into a field, mostly as one line; it never runs as keys. What is not taken as it was is told.
    func pasted(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        state.pendingKeys = []
        guard state.mode.takesText else {
            if let reading = AddressReading(text), AddressReading.isAddress(reading.address) {
                state.why.pasted = reading
                state.notice = Notice(.plain, InputWords.pastedAddress(state.keyHint(.why)))
                return .none
            }
            state.notice = Notice(
                .warning, InputWords.notKeys(state.keyHint(.filter)))
            return .none
        }
        let pasted = PastedText(text, into: state.pastePlace)
        let effect = pasted.text.isEmpty ? .none : typed(&state, pasted.text)
        if let notice = pasted.notice { state.notice = notice }
        return effect
    }

    /// Text that came at once, without brackets. It is taken as a paste is, so that a list which was put into the wrong
    /// window runs as nothing. A single line with an Enter behind it may as well have been typed on a link that stood
    /// still: its Enter is pressed where that only looks or goes on within a form, and nowhere else: no dialog, no
    /// command, no file and no word to others comes of a piece of text. Where it is not pressed that is said.
    func burst(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        guard state.mode.takesText, state.pastePlace.lineEnd == nil, let end = text.firstIndex(of: "\n") else {
            return pasted(&state, text)
        }
        let isOneLine = text.index(after: end) == text.endIndex
        let notice = PastedText(text, into: state.pastePlace).notice
        let effect = pasted(&state, text)
        // What was not taken as it was is looked at first.
        guard notice == nil else { return effect }
        if isOneLine, state.enterOnlyLooks { return .merge(effect, keyPressed(&state, .enter)) }
        let words = InputWords.enterIgnored
        state.notice = Notice(.warning, words, isPinned: true)
        return effect
    }
}

extension DeskState {
    /// Whether Enter does nothing here but look for something, or go on in a form, which ends in a dialog.
    fileprivate var enterOnlyLooks: Bool {
        overlay.map(\.content.enterOnlyLooks) ?? (filterEntry != nil)
    }

    /// What takes a paste now.
    var pastePlace: PastePlace { overlay?.content.pastePlace ?? PastePlace() }
}

extension FormField {
    /// A text of several lines, or a list, takes as much as one from an editor; both keep what is there already.
    var pastePlace: PastePlace {
        guard takesLines || takesSeveral else { return PastePlace() }
        let end = entry.text.utf8.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
        return PastePlace(
            lineEnd: takesLines ? end : nil, room: EditedText.most - entry.text.utf8.count, unit: .bytes)
    }
}

extension PromptState {
    /// Characters that still have room.
    var room: Int {
        if case .acknowledge = purpose { return ChosenAlarms.longestNote - entry.text.unicodeScalars.count }
        return PastePlace.line
    }
}

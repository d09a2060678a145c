import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Panes

/// Rules that hold on every screen, whatever is on it.
@Suite("Rules of the look")
struct CanvasRuleTests {
    private static let everything =
        DeskScreens.all + ViewScreens.all + OverlayScreens.all + ChartScreens.all + ViewsBesideScreens.all

    @Test("Every row is exactly as wide as the screen, at all sizes", arguments: DataState.allCases)
    func allSizes(_ data: DataState) {
        var wrong: [String] = []
        for (width, height) in Self.sampledSizes(step: data == .there ? 5 : 13) {
            for variation in Self.variations(data.desk(width, height)) {
                let canvas = Panes.draw(variation, glyphs: height % 2 == 0 ? .unicode : .ascii)
                let isWhole = (0..<height).allSatisfy { Self.width(ofRow: $0, canvas) == width }
                if canvas.size != Size(width: width, height: height) || !isWhole { wrong.append("\(width)x\(height)") }
                if let cursor = canvas.cursor, cursor.x >= width || cursor.y >= height || cursor.x < 0 {
                    wrong.append("caret at \(width)x\(height)")
                }
            }
        }
        #expect(wrong == [])
    }

    /// All sizes from 1×1, in steps that meet every breakpoint.
    private static func sampledSizes(step: Int) -> [(Int, Int)] {
        let widths =
            Array(1...30) + [31, 35, 36, 39, 40, 47, 50, 59, 60, 61, 79, 80, 81, 99, 100, 109, 110, 120, 130, 300]
        let heights = Array(1...16) + [20, 23, 24, 29, 30, 35, 36, 40, 45, 100]
        return widths.enumerated().flatMap { index, width in
            heights.enumerated().filter { ($0.offset + index) % step == 0 }.map { (width, $0.element) }
        }
    }

    private static func variations(_ state: DeskState) -> [DeskState] {
        var focused = state
        focused.focus = .suppressions
        focused.isZoomed = true
        var help = state
        var commands = HelpState()
        commands.commands = CommandID.allCases
        help.overlay = .help(commands)
        var palette = state
        palette.overlay = .palette(PaletteState())
        var opened = state
        opened.samples.opened = OpenedSample(id: "b")
        opened.samples.opened?.message = Fixture.message
        var typing = state
        typing.filterEntry = TextEntry(String(repeating: "漢字", count: 30))
        var customer = Fixture.view(.customer, state.size.width, state.size.height)
        customer.view.focus = 2
        var billing = Fixture.view(.billing, state.size.width, state.size.height)
        billing.filterEntry = TextEntry("漢字")
        return [state, focused, help, palette, opened, typing, customer, billing] + charts(state)
    }

    /// The views of statistics and suppressions over the same data.
    private static func charts(_ state: DeskState) -> [DeskState] {
        var statistics = state
        statistics.place = Place(.statistics)
        statistics.statistics.view.metrics = Set(MailMetric.allCases)
        var suppressions = state
        suppressions.place = Place(.suppressions)
        var apart = suppressions
        apart.suppressions.view.arrangement = .sideBySide
        return [statistics, suppressions, apart]
    }

    /// Columns that a row's texts take; a wide character takes its right half along.
    private static func width(ofRow y: Int, _ canvas: Canvas) -> Int {
        (0..<canvas.width).reduce(0) { sum, x in
            let text = canvas.cell(x: x, y: y).text
            return sum + (text.isEmpty ? 0 : Text.width(of: text))
        }
    }

    @Test("The row under the cursor has one role but for the bar in its gutter", arguments: everything)
    func cursorRow(_ screen: NamedScreen) {
        let canvas = screen.canvas
        for y in 0..<canvas.height {
            let columns = (0..<canvas.width).filter { canvas.slot(x: $0, y: y).role == .selection }
            guard let first = columns.first, let last = columns.last else { continue }
            #expect(columns.count == last - first + 1, "\(screen.name), row \(y)")
            #expect(canvas.cell(x: first - 1, y: y) == Cell(screen.glyphs.cursor, .accent), "\(screen.name), row \(y)")
        }
    }

    @Test("What is loud has a glyph or a word for it on its row", arguments: everything)
    func alarmsHaveGlyphs(_ screen: NamedScreen) {
        let canvas = screen.canvas
        let glyphs = screen.glyphs
        let signs = [glyphs.critical, glyphs.warning, glyphs.unknown, glyphs.old, glyphs.oldEdge]
        let loud: Set<Role> = [.warn, .critical, .graphAlarm]
        for (y, line) in canvas.lines.enumerated() {
            let roles = Set((0..<canvas.width).map { canvas.slot(x: $0, y: y).role })
            let hasSign = signs.contains { line.contains($0) }
            let isChart = roles.contains(.graphAxis) || line.contains { ("\u{2800}"..."\u{28FF}").contains($0) }
            if !roles.isDisjoint(with: loud), !isChart { #expect(hasSign, "\(screen.name), row \(y): \(line)") }
        }
    }

    @Test("Account, role and right to write are on every screen that can hold them", arguments: everything)
    func headLine(_ screen: NamedScreen) {
        guard screen.state.size.width >= 20 else { return }
        let head = screen.canvas.lines[0]
        #expect(head.contains(screen.state.session.account))
        #expect(head.contains(screen.state.session.role == .sandbox ? "SAND" : "PROD"))
        #expect(["READ ONLY", "WRITES ON", " RO", " RW"].contains { head.contains($0) })
    }

    @Test("Under an overlay only the head line, the key line and the overlay keep their colours")
    func backdrop() {
        let screens = OverlayScreens.all.filter { $0.name == "palette-120x40" }
        #expect(screens.count == 1)
        for screen in screens {
            let canvas = screen.canvas
            #expect(canvas.cell(x: 1, y: 0).role == .badgeProduction)
            let roles = Set((0..<120).flatMap { x in (25..<39).map { canvas.slot(x: x, y: $0).role } })
            #expect(roles == [.backdrop])
        }
    }

    @Test("No control character and nothing that turns text round reaches a cell", arguments: everything)
    func nothingHostile(_ screen: NamedScreen) {
        let text = screen.canvas.lines.joined()
        let hostile = text.unicodeScalars.filter {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value)
                || (0x2066...0x2069).contains($0.value) || $0.value == 0x200B
        }
        #expect(hostile.isEmpty, "\(screen.name)")
    }

    @Test("The ASCII twin holds nothing beyond ASCII")
    func asciiTwin() {
        let twins = Self.everything.filter { $0.glyphs.isASCII }
        #expect(twins.count >= 8)
        for screen in twins {
            #expect(screen.canvas.lines.allSatisfy { $0.allSatisfy(\.isASCII) }, "\(screen.name)")
        }
    }
}

import Screen
import Testing

@testable import Desk

@Suite("Where panes stand")
struct LayoutTests {
    @Test("At every size frames lie within the screen, beside each other, and the focus can be seen")
    func everySize() {
        for width in 1...140 {
            for height in 1...50 {
                for focus in Pane.allCases {
                    for isZoomed in [false, true] {
                        let layout = DeskLayout(
                            size: Size(width: width, height: height), focus: focus, isZoomed: isZoomed)
                        if let problem = problem(of: layout, focus: focus) {
                            Issue.record("\(width)x\(height), \(focus), zoomed \(isZoomed): \(problem)")
                            return
                        }
                    }
                }
            }
        }
        #expect(Pane.allCases.count == 5)
    }

    private func problem(of layout: DeskLayout, focus: Pane) -> String? {
        let last = layout.size.height - (layout.hasKeyLine ? 1 : 0)
        var taken = Set<[Int]>()
        for (pane, frame) in layout.frames {
            if frame.x < 0 || frame.x + frame.width > layout.size.width || frame.width < 1 {
                return "\(pane) is too wide"
            }
            if frame.y < 1 || frame.rows < 0 || frame.y + 1 + frame.rows > last { return "\(pane) is too high" }
            for y in frame.y...frame.y + frame.rows where !taken.insert([frame.x, y]).inserted {
                return "\(pane) overlaps in row \(y)"
            }
            if layout.tableRows(pane) < 1 { return "\(pane) can't be paged" }
        }
        if layout.kind == .counts { return layout.frames.isEmpty ? nil : "counts with panes" }
        guard let frame = layout.frames[focus], !frame.isFolded else { return "the focus is not to be seen" }
        if layout.kind == .columns, layout.frames.count != 5 { return "a pane is missing" }
        return nil
    }

    private func titles(_ width: Int, _ height: Int, _ focus: Pane = .customers) -> [Pane: [Int]] {
        DeskLayout(size: Size(width: width, height: height), focus: focus, isZoomed: false).frames
            .mapValues { [$0.x, $0.y, $0.width, $0.rows] }
    }

    @Test("Title lines stand where the pictures have them")
    func pictures() {
        #expect(
            titles(120, 40) == [
                .customers: [0, 1, 62, 37], .overview: [63, 1, 57, 8], .statistics: [63, 10, 57, 11],
                .suppressions: [63, 22, 57, 8], .samples: [63, 31, 57, 7],
            ])
        #expect(
            titles(80, 24) == [
                .customers: [0, 1, 42, 21], .overview: [43, 1, 37, 7], .statistics: [43, 9, 37, 3],
                .suppressions: [43, 13, 37, 8], .samples: [43, 22, 37, 0],
            ])
        #expect(titles(40, 12) == [.customers: [0, 1, 40, 9]])
        #expect(titles(20, 5).isEmpty)
    }

    @Test(
        "Kind, key line and column heads change at the sizes of the table",
        arguments: [
            (120, 40, DeskLayout.Kind.columns, true, true), (80, 24, .columns, true, true),
            (79, 24, .stack, true, true),
            (60, 24, .stack, true, true), (59, 24, .single, true, true), (80, 23, .single, true, true),
            (40, 13, .single, true, false), (39, 14, .single, true, false), (40, 8, .single, true, false),
            (40, 7, .single, false, false), (40, 6, .single, false, false), (40, 5, .counts, true, false),
            (23, 40, .counts, true, false), (24, 6, .single, false, false),
        ])
    func breakpoints(width: Int, height: Int, kind: DeskLayout.Kind, hasKeyLine: Bool, hasHeads: Bool) {
        let layout = DeskLayout(size: Size(width: width, height: height), focus: .customers, isZoomed: false)
        #expect((layout.kind, layout.hasKeyLine, layout.hasColumnHeads) == (kind, hasKeyLine, hasHeads))
    }

    @Test("Below thirty-six rows the samples fold, unless they have the focus")
    func folding() {
        for height in [24, 30, 35] {
            for focus in Pane.allCases {
                let layout = DeskLayout(size: Size(width: 120, height: height), focus: focus, isZoomed: false)
                let folded = Pane.allCases.filter { layout.frames[$0]?.isFolded ?? true }
                #expect(folded == (focus == .samples ? [.suppressions] : [.samples]), "\(height) \(focus)")
            }
        }
    }

    @Test("One column folds all but the focus, in the order of their digits")
    func stack() {
        let layout = DeskLayout(size: Size(width: 70, height: 30), focus: .statistics, isZoomed: false)
        #expect(Pane.allCases.map { layout.frames[$0]?.y } == [1, 2, 3, 27, 28])
        #expect(Pane.allCases.map { layout.frames[$0]?.rows } == [0, 0, 23, 0, 0])
    }

    @Test("A zoomed pane has the screen")
    func zoomed() {
        let layout = DeskLayout(size: Size(width: 120, height: 40), focus: .samples, isZoomed: true)
        #expect(layout.frames == [.samples: .init(x: 0, y: 1, width: 120, rows: 37)])
        #expect((layout.kind, layout.divider) == (.single, nil))
    }
}

import Formats
import Screen
import Testing

/// Parts of the drawn screens, row for row.
@Suite struct MockScreenTests {
    private static let delivered: [Double] = [
        36, 38, 37, 39, 20, 18, 38, 39, 40, 38, 41, 22, 19, 40, 41, 40, 42, 41, 21, 20, 41, 43, 42, 44, 43, 24, 22, 52,
        58, 57,
    ]
    private static let bounced: [Double] = [
        0.3, 0.3, 0.3, 0.3, 0.2, 0.2, 0.3, 0.4, 0.3, 0.3, 0.3, 0.2, 0.2, 0.3, 0.3, 0.4, 0.3, 0.3, 0.2, 0.2, 0.4, 0.4,
        0.5, 0.4, 0.5, 0.3, 0.6, 2.2, 3.4, 3.7,
    ]
    private static let rates: [Double] = [
        0.8, 0.7, 0.8, 0.9, 0.8, 0.9, 0.8, 0.7, 0.8, 0.8, 0.9, 0.8, 0.7, 0.8, 0.9, 0.8, 0.8, 0.7, 0.8, 0.9, 0.8, 0.9, 1,
        1, 1.1, 1.3, 2.4, 4.3, 5.8, 6.1,
    ]

    private struct Customer {
        let name: String
        let isCritical: Bool
        let week: [Double]
        let sent: Int
        let figure: String
        let why: String
    }

    private static let customers = [
        Customer(
            name: "mail@hollin.example", isCritical: true, week: [8, 8, 9, 8, 8, 9, 8, 9, 9, 10, 12, 24, 43, 61],
            sent: 512_304, figure: "6.1%", why: "bounce"),
        Customer(
            name: "news@tidepool.example", isCritical: true, week: [2, 2, 2, 2, 3, 2, 2, 2, 2, 2, 3, 4, 22, 41],
            sent: 88_122, figure: "0.41%", why: "spam"),
        Customer(
            name: "orders@oakandash.example", isCritical: true,
            week: [90, 84, 78, 71, 66, 60, 52, 44, 37, 30, 21, 12, 4, 0], sent: 0, figure: "0", why: "credits"),
        Customer(
            name: "promo@bluefern.example", isCritical: false,
            week: [84, 85, 84, 84, 85, 84, 84, 84, 82, 80, 78, 76, 73, 71], sent: 61_900, figure: "71", why: "score"),
        Customer(
            name: "alerts@gridsense.example", isCritical: false,
            week: [90, 84, 77, 70, 64, 58, 52, 45, 39, 32, 26, 19, 13, 8], sent: 240_811, figure: "8%", why: "credits"),
        Customer(
            name: "hello@kitebridge.example", isCritical: false,
            week: [9, 10, 9, 10, 9, 10, 10, 12, 15, 20, 24, 31, 38, 42], sent: 9_204, figure: "4.2%", why: "bounce"),
        Customer(
            name: "newsletter@marigold-flower-market.example", isCritical: false,
            week: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4], sent: 18_000, figure: "4x", why: "volume"),
    ]

    private func list(_ glyphs: Glyphs) -> Canvas {
        var canvas = Canvas(size: Size(width: 62, height: 9), glyphs: glyphs)
        canvas.rule(
            0, 0, width: 62, digit: "1", title: "Customers", sub: [Span("by risk ▾", .dim)], right: [Span("now", .dim)],
            focused: true)
        canvas.put(5, 1, "customer", .dim)
        canvas.put(31, 1, "14 days", .dim)
        canvas.put(40, 1, "sent", .dim, width: 6, align: .right)
        canvas.put(47, 1, "why", .dim, width: 6, align: .right)
        for (index, customer) in Self.customers.enumerated() {
            let y = index + 2
            let role = customer.isCritical ? Role.critical : .warn
            canvas.put(1, y, index == 4 ? glyphs.mark : " ", .mark)
            canvas.put(3, y, customer.isCritical ? glyphs.critical : glyphs.warning, role)
            canvas.put(5, y, Text.clipMiddle(customer.name, width: 25, glyphs: glyphs))
            canvas.spark(31, y, customer.week)
            canvas.put(40, y, Numbers.short(customer.sent), .text, width: 6, align: .right)
            canvas.put(47, y, customer.figure, role, width: 6, align: .right)
            canvas.put(54, y, customer.why)
        }
        canvas.restyle(x: 0, y: 2, width: 62, role: .selection)
        canvas.put(0, 2, glyphs.cursor, .accent)
        return canvas
    }

    @Test("The customer list is drawn as in the picture")
    func customers() {
        let expected = """
            ━ 1 Customers ━ by risk ▾ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ now ━
                 customer                  14 days    sent    why
            ▌  ✗ mail@hollin.example       ⣀⣀⣀⣀⣀⠤⠊  512.3k   6.1% bounce
               ✗ news@tidepool.example     ⣀⣀⣀⣀⣀⣀⠎   88.1k  0.41% spam
               ✗ orders@oakandash.example  ⠉⠑⠒⠢⠤⢄⣀       0      0 credits
               ▲ promo@bluefern.example    ⠉⠉⠉⠉⠒⠢⣀   61.9k     71 score
             ● ▲ alerts@gridsense.example  ⠉⠑⠒⠒⠤⠤⣀  240.8k     8% credits
               ▲ hello@kitebridge.example  ⠤⠤⠤⠤⠤⠒⠉   9,204   4.2% bounce
               ▲ newsletter…market.example ⠤⠤⠤⠤⠤⠤⠜   18.0k     4x volume
            """
        #expect(list(.unicode).lines.joined(separator: "\n") == expected)
    }

    @Test("The customer list is drawn in ASCII as in the picture")
    func customersASCII() {
        let expected = """
            = 1 Customers = by risk v ============================== now =
                 customer                  14 days    sent    why
            >  X mail@hollin.example       .....-#  512.3k   6.1% bounce
               X news@tidepool.example     __.__.#   88.1k  0.41% spam
               X orders@oakandash.example  #*+=-:_       0      0 credits
               ! promo@bluefern.example    #*#**=.   61.9k     71 score
             * ! alerts@gridsense.example  #*+=-:.  240.8k     8% credits
               ! hello@kitebridge.example  ::::-+#   9,204   4.2% bounce
               ! newsletter..arket.example ::::::#   18.0k     4x volume
            """
        #expect(list(.ascii).lines.joined(separator: "\n") == expected)
    }

    @Test("The row under the cursor has one role, but for the bar in the gutter")
    func cursorRow() {
        let roles = list(.unicode).roleLines
        #expect(roles[2] == "accent 0, selection 1-61")
        #expect(
            roles[0]
                == "border-focused 0, key 1-2, title 3-13, border-focused 14, dim 15-25, border-focused 26-55, "
                + "dim 56-60, border-focused 61")
        #expect(roles[6] == "mark 1, warn 3, graph 31-37, warn 51-52")
    }

    private func statistics(_ glyphs: Glyphs) -> Canvas {
        var canvas = Canvas(size: Size(width: 57, height: 11), glyphs: glyphs)
        canvas.rule(
            0, 0, width: 57, digit: "3", title: "Statistics", sub: [Span("30 days", .dim)], right: [Span("now", .dim)])
        canvas.vertical(5, from: 1, to: 10, role: .graphAxis)
        for (row, label) in [(1, "60k"), (5, "30k"), (9, "0")] {
            canvas.put(1, row, label, .graphAxis, width: 4, align: .right)
            canvas.put(5, row, glyphs.teeLeft, .graphAxis)
        }
        canvas.chart(
            6, 1, width: 37, height: 9, low: 0, high: 60,
            [
                Series(Self.delivered, role: .graph, letter: "*"),
                Series(Self.bounced, role: .graphAlarm, letter: "o"),
            ])
        canvas.put(44, 1, "delivered", .graph)
        canvas.put(44, 2, "57.2k today", .dim)
        canvas.put(44, 8, "✗ bounced", .graphAlarm)
        canvas.put(44, 9, "3,702 today", .dim)
        for (place, label) in [(6, "Aug 30"), (21, "Sep 13"), (37, "Sep 28")] {
            canvas.put(place, 10, label, .graphAxis)
        }
        return canvas
    }

    @Test("The chart is drawn as in the picture")
    func chart() {
        let expected = """
            ─ 3 Statistics ─ 30 days ────────────────────────── now ─
              60k┤                                  ⢀⠔⠤ delivered
                 │                                  ⡎   57.2k today
                 │            ⢀    ⣀⣀⢀⣀⡀   ⢀⠤⠤⠤⠢⢄  ⢀⠇
                 │⠤⠒⠒⠒⢄  ⢰⠊⠉⠉⠒⠁⡇  ⡸  ⠁ ⠈⡆  ⡎    ⠈⡆ ⢸
              30k┤    ⢸  ⡜     ⢸  ⡇     ⢣ ⢠⠃     ⢣ ⡜
                 │     ⡇⢀⠇      ⢇⢸      ⠘⣄⠜      ⠘⠢⠃
                 │     ⠈⠁        ⠁
                 │                                      ✗ bounced
                0┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⠤⠔⠒⠒ 3,702 today
                  Aug 30         Sep 13          Sep 28
            """
        #expect(statistics(.unicode).lines.joined(separator: "\n") == expected)
    }

    @Test("The chart is drawn in ASCII as in the picture")
    func chartASCII() {
        let expected = """
            - 3 Statistics - 30 days -------------------------- now -
              60k+                                   ** delivered
                 |                                  *   57.2k today
                 |                    *    *****    *
                 |*****   *****   **** *   *    *  *
              30k+     * *     *  *     * *      * *
                 |     * *      **       *       **
                 |      *
                 |                                      X bounced
                0+ooooooooooooooooooooooooooooooooooooo 3,702 today
                  Aug 30         Sep 13          Sep 28
            """
        #expect(statistics(.ascii).lines.joined(separator: "\n") == expected)
    }

    @Test("Limit and former period are drawn dashed and dotted as in the picture")
    func rates() {
        var canvas = Canvas(size: Size(width: 92, height: 9))
        canvas.chart(
            0, 0, width: 92, height: 9, low: 0, high: 8,
            [
                Series(Array(repeating: 5, count: 30), role: .graphThreshold, stroke: .dashed, letter: "-"),
                Series(Array(repeating: 0.8, count: 30), role: .graphPrevious, stroke: .dotted, letter: "."),
                Series(Self.rates, role: .graphAlarm, letter: "b"),
            ])
        let expected = """


                                                                                                   ⢀⠤⠒⠒⠊
            ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⡲⠁⠒ ⠒
                                                                                                ⡠⠊
                                                                                              ⢀⠔⠁
                                                                                            ⢀⠔⠊
            ⡀⢀ ⡀⢀ ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⢀ ⡀⢀ ⡀⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀ ⡀⢀ ⡀⢀⢀⣀⣀⣀⣀⣀⣀⣀⣀⡀⡀⢀ ⡀⢀ ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣠⠤⡤⢤⠤⡔⢊⠁⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀
            ⠈⠉⠉⠉⠉⠉⠁            ⠉⠉⠉⠉⠉⠉⠁         ⠉⠉⠉⠉⠉⠉⠁        ⠈⠉⠉⠉⠉⠉⠉
            """
        #expect(canvas.lines.joined(separator: "\n") == expected)
    }
}

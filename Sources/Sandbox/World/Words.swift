/// The vocabulary from which the sandbox makes its customers. All of it is invented or ordinary words.
enum Words {
    /// First halves of domain names; 128, so that seven bits choose one.
    static let first = split(
        """
        lark tide blue north opal oak fern grid kite lantern lumen quill paper amber anchor apple arrow ash
        aspen birch black bold bramble brass bright brook candle cedar chalk clear clover cloud cobalt
        copper coral cotton crane crimson crown dawn deep drift dune dusk east elm ember even fair fallow
        far fig finch fire flint fog fox frost garnet gold grain granite green grey harbour hazel heather
        heron high hollow holly honey indigo iron ivory ivy jade juniper kestrel lake laurel lemon lily
        linden little long lotus lunar magnet maple marble marsh meadow merry mint mist moon moss myrtle
        night nimble noble nut ocean olive orchid otter owl peach pearl pebble pepper pine plum polar poplar
        prairie quiet rain raven red reed river robin rook rose rowan ruby
        """)

    /// Second halves of domain names; 128. No two pairs of halves give the same name.
    static let second = split(
        """
        field pool mill bridge hill bay works yard stone wood ford gate haven well ridge dale crest brook
        point press post cart craft forge frame garden grove guild hall hatch haus heart hive house island
        junction keep kiln ladder land lane leaf ledge light line link lodge loft loom mark market mast mead
        mere mount nest notch orchard outlook park pass path peak pier pilot plain port quarry quay rail
        range reach rest road rock roof root row sail scape school shore signal sky smith song spire spring
        square stack stage star station stead stem step stream street studio summit supply table tail tower
        track trade trail tree turn vale valley vault view village vine voyage walk wall ward watch water
        wave way weave wharf wheel wick willow
        """)

    /// What follows a hyphen when the plain names are used up.
    static let branches = split(
        """
        shop mail labs group studio goods media online digital press club events tickets travel tech cloud
        care health sport music books games toys garden home kitchen coffee bakery market trade supply parts
        motors bikes energy solar water air print photo film design fashion shoes jewels gifts pets legal
        tax finance bank insure jobs school academy church charity news weekly europe asia north
        """)

    /// Given names of many places.
    static let givenNames = split(
        """
        Ada Alma Amara Anja Anton Arjun Aurora Ayşe Beatriz Björn Bogdan Camille Carlos Chiara Chinedu Clara
        Dagný Daniela Dmitri Eirik Elif Elena Emeka Esther Fatima Félix Femke Fiona Françoise Freya Gabriela
        Giulia Goran Grace Hana Hannah Héctor Helena Henrik Ida Ignacio Imani Ingrid Iris Ivan Jana Jasper
        Joana João José Jürgen Kaia Karim Katarzyna Kemal Klara Kwame Lars Leïla Lena Leon Linnea Łukasz
        Luca Lucía Magnus Malika Marco Mareike Margit María Marta Mateo Mei Mikael Milan Mina Naïma Nadia
        Naomi Niamh Nikola Noor Ola Olga Oluwaseun Omar Oskar Paola Pavel Petra Pilar Priya Quentin Rania
        Renée Ricardo Rosa Ruth Sana Saoirse Sasha Sébastien Selma Simone Søren Stella Svetlana Tamar Tariq
        Thandiwe Theo Þóra Tomás Ulla Valentina Vera Viktor Wanjiru Wilma Xavier Yara Yusuf Zdeněk Zoë Žofia
        """)

    /// Family names of many places.
    static let familyNames = split(
        """
        Abara Achterberg Adeyemi Åkesson Alder Almeida Andersen Ashdown Baptiste Barros Becker Bellini
        Bergström Birch Blanchet Borges Brandt Brennan Brûlé Castellanos Černý Chandra Chevalier Cole Conti
        Costa Dahl Danso Delacroix Demir Díaz Dubois Eklund Engel Farouk Fenn Ferreira Fischer Fontaine
        Gallagher García Giordano Grönholm Haddad Hale Hansen Hartmann Hassan Herrera Holm Horvat Ibsen
        Ivanova Jansen Jensen Johansson Jónsdóttir Kaplan Karlsson Kaya Keller Kimani Kovács Kowalski
        Kristensen Krüger Lambert Larsen Lefèvre Lindqvist Löwe Lund Mancini Marchetti Marín Marlow Mbeki
        Mendes Meyer Moreau Morvan Müller Nakamura Navarro Nilsson Novák Núñez Nygaard Oduya Okafor Olsen
        O’Brien O'Neill Öztürk Park Patel Pereira Petrov Quist Rahman Ramos Rey Ribeiro Rossi Saarinen
        Sánchez Santos Schäfer Silva Šimek Sørensen Sousa Strand Suzuki Szabó Takala Tanaka Thorne Torres
        Tran Ünal Vance van-den-Berg Vasquez Virtanen Vogel Wójcik Wolff Yılmaz Żak Zhang Ziegler
        """)

    /// Towns that do not exist.
    static let cities = split(
        """
        Ashcombe Bellhaven Bruckstadt Calverton Dornfelden Eastmere Fjordvik Grünwalde Hollinbrook
        Île-Vieille Kirkmoor Kleinhausen Larkstead Loughmore Montclair-sur-Mer Nordhavn Novograd Oakminster
        Palmeira Peñablanca Porto-Alvo Quillan Redwater Rivaverde São-Lázaro Silverford Stonebridge Södermo
        Thornbury Umbrale Valdoro Västerby Wexcombe Yarrow Zlatibrod Łąkowo
        """)

    /// Names of streets.
    static let streets = split(
        """
        Acorn Beacon Bridge Castle Chapel Church Cross Dock Elm Fern Garden Gate Green Hazel High Hill Holly
        King's Lake Lime Long Market Meadow Mill New North Oak Orchard Park Pond Quarry Queen's River School
        Ship South Spring Station Vine Water Weir West Willow Wood
        """)

    static func split(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

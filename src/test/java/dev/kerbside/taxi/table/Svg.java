package dev.kerbside.taxi.table;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** A chart's SVG as a program reads it. */
record Svg(Document document) {
    static Svg parse(String svg) throws Exception {
        return new Svg(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg))));
    }

    List<Element> elements(String tag) {
        var found = document.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    /** The text of the first element of this tag. */
    String text(String tag) {
        return elements(tag).get(0).getTextContent();
    }

    /** The parts of the columns: the rectangles that have a title. */
    List<Element> segments() {
        return elements("rect").stream().filter(Element::hasChildNodes).toList();
    }

    /** A measure of the segment of this title. */
    double segment(String title, String attribute) {
        return segments().stream()
                .filter(rect -> rect.getTextContent().equals(title))
                .mapToDouble(rect -> Double.parseDouble(rect.getAttribute(attribute)))
                .findFirst()
                .orElseThrow();
    }
}

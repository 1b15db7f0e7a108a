package dev.lolbatch.orchestrator.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages, by the names of their templates. */
@CheckedTemplate(basePath = "pages")
final class Templates {
    private Templates() {}

    /** @param data the same as JSON */
    static native TemplateInstance champions(Filters filters, Ground ground, FiguresTable table, PageQuery data);

    static native TemplateInstance positions(Filters filters, Ground ground, FiguresTable table, PageQuery data);

    static native TemplateInstance champion(
            Filters filters,
            Ground ground,
            Summary summary,
            FiguresTable split,
            FiguresTable patches,
            FiguresTable days,
            PageQuery data);

    static native TemplateInstance position(
            Filters filters,
            Ground ground,
            Summary summary,
            FiguresTable split,
            FiguresTable patches,
            FiguresTable days,
            PageQuery data);

    /**
     * @param title the name of the champion or position that the filters have left no game of
     * @param section where it belongs
     */
    static native TemplateInstance nothing(String title, String section, Filters filters);

    static native TemplateInstance runs(RunList list);

    static native TemplateInstance run(RunDetails run);

    static native TemplateInstance dates(Month month);

    static native TemplateInstance health(List<Check> checks);

    static native TemplateInstance error(Failure failure);
}

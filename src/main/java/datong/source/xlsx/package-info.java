/** Reads XLSX and XLS workbooks; the only place that may touch the spreadsheet libraries. */
package datong.source.xlsx;

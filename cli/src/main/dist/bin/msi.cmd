@echo off
rem Runs the msi command of an unpacked archive.
setlocal
set "HOME_DIRECTORY=%~dp0.."
set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%HOME_DIRECTORY%\runtime\bin\java.exe" set "JAVA=%HOME_DIRECTORY%\runtime\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo msi: no Java found: install Java 17 or newer, or set JAVA_HOME.>&2
  exit /b 1
)
"%JAVA%" -jar "%HOME_DIRECTORY%\lib\msi.jar" %*
exit /b %ERRORLEVEL%
